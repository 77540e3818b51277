export { IncidentAlert } from './incident-alert.tsx';
export { IncidentCard } from './incident-card.tsx';
export { incidentMessages } from './messages.ts';
export { useIncidents } from './use-incidents.ts';
