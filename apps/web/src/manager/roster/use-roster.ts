import type { EmployeeSearchRequest, EmployeesReply } from '@gapura/contract';
import { useEffect, useState } from 'preact/hooks';
import { useReply, useSubmit } from '../../access/index.ts';
import { api } from '../../api/index.ts';

export interface Roster {
  readonly reply: EmployeesReply | undefined;
  readonly problem: unknown;
  readonly busy: boolean;
  /** Absent when everybody is shown. */
  readonly more: (() => void) | undefined;
  readonly reload: () => void;
}

/** The employees whom a search finds, a page at a time. */
export function useRoster(search: string): Roster {
  const ask = (offset: number): Promise<EmployeesReply> =>
    api.send<EmployeesReply>('POST', '/employees/search', { search, offset } satisfies EmployeeSearchRequest);
  const first = useReply(search, () => ask(0));
  const [further, setFurther] = useState<EmployeesReply['employees']>([]);
  const { busy, problem, run } = useSubmit();
  useEffect(() => setFurther([]), [first.value]);
  const employees = [...(first.value?.employees ?? []), ...further];
  const more = (): void =>
    run(async () => {
      const page = await ask(employees.length);
      setFurther((known) => [...known, ...page.employees]);
    });
  return {
    reply: first.value && { ...first.value, employees },
    problem: first.problem ?? problem,
    busy,
    more: first.value !== undefined && employees.length < first.value.matching ? more : undefined,
    reload: first.reload,
  };
}
