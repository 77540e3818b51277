/** As the server checks it: at least three characters, without spaces and capitals. */
export const signInNamePattern = /^[a-z0-9][a-z0-9._@-]{2,63}$/;

/** The text of a form's control, without the spaces around it unless it is to stay as it is. */
export function readField(form: HTMLFormElement, name: string, spaces: 'trim' | 'as-is' = 'trim'): string {
  const entry = new FormData(form).get(name);
  const text = typeof entry === 'string' ? entry : '';
  return spaces === 'trim' ? text.trim() : text;
}
