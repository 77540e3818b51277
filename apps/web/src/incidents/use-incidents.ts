import type { Incident, IncidentsReply } from '@gapura/contract';
import { useEffect } from 'preact/hooks';
import { useReply } from '../access/index.ts';
import { api } from '../api/index.ts';

interface Incidents {
  readonly reply: IncidentsReply | undefined;
  readonly problem: unknown;
  readonly reload: () => void;
  /** Puts a closed one in the place of the open one. */
  readonly put: (incident: Incident) => void;
}

/** A browser opens few streams to a host, and each page has its own already: so this one asks again and again. */
const askAgainMs = 4_000;

/** The incidents that whoever is signed in has to take care of, live. */
export function useIncidents(): Incidents {
  const { value, problem, reload, replace } = useReply('incidents', () =>
    api.send<IncidentsReply>('GET', '/incidents'),
  );
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  const put = (incident: Incident): void => {
    const incidents = (value?.incidents ?? []).map((other) => (other.id === incident.id ? incident : other));
    replace({ incidents, open: incidents.filter(({ closedAt }) => closedAt === null).length });
  };
  return { reply: value, problem, reload, put };
}
