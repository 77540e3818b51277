export { formatClock, formatDate, formatDateTime, formatNumber, formatTime, pickText } from './format.ts';
export { language, languageNames, languages, type Language } from './language.ts';
export { defineMessages, messagesReady, setLanguage, startLanguage, useMessages } from './messages.ts';
