export const incidentsPath = '/manager/incidents';
export const proceduresPath = '/manager/procedures';
