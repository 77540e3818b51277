import type { OrganisationSummary, Procedure, ProceduresReply, SessionReply, Situation } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { SelectField, useReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { procedureMessages } from '../procedures/index.ts';
import { Empty, ErrorState, Loading } from '../ui/index.ts';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { ProcedureEditor } from './procedure-editor.tsx';
import { useOrganisations } from './replies.ts';

/** What officers do in each situation: read, changed and previewed for one organisation. */
export function ProceduresPage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const { value, problem, reload } = useOrganisations();
  const [chosen, setChosen] = useState<string>();
  const organisations = value?.organisations ?? [];
  const organisation = organisations.find(({ id }) => id === chosen) ?? organisations[0];
  return (
    <ManagerPage session={session} title={m.procedures} lead={m.proceduresLead}>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value?.organisations.length === 0 && <Empty title={m.makeOrganisation} />}
      {organisations.length > 1 && organisation !== undefined && (
        <SelectField
          name="organisation"
          label={m.organisation}
          value={organisation.id}
          onValue={setChosen}
          options={organisations.map(({ id, name }) => [id, name] as const)}
        />
      )}
      {organisation !== undefined && <Procedures key={organisation.id} organisation={organisation} />}
    </ManagerPage>
  );
}

function Procedures({ organisation }: { organisation: OrganisationSummary }): VNode {
  const path = `/organisations/${organisation.id}/procedures`;
  const { value, problem, reload, replace } = useReply(path, () => api.send<ProceduresReply>('GET', path));
  const [situation, setSituation] = useState<Situation>('red');
  const procedure = value?.procedures.find((candidate) => candidate.situation === situation);
  return (
    <>
      {value === undefined && problem === undefined && <Loading />}
      {value === undefined && problem !== undefined && <ErrorState problem={problem} onRetry={reload} />}
      {value !== undefined && (
        <SituationChoice procedures={value.procedures} chosen={situation} onChoose={setSituation} />
      )}
      {procedure !== undefined && (
        <ProcedureEditor
          key={`${situation} ${procedure.changed?.at ?? ''}`}
          procedure={procedure}
          path={`${path}/${situation}`}
          onChange={replace}
        />
      )}
    </>
  );
}

interface SituationChoiceProps {
  readonly procedures: readonly Procedure[];
  readonly chosen: Situation;
  readonly onChoose: (situation: Situation) => void;
}

function SituationChoice({ procedures, chosen, onChoose }: SituationChoiceProps): VNode {
  const m = useMessages(managerMessages);
  const { situations } = useMessages(procedureMessages);
  return (
    <fieldset class="manager-situations">
      <legend class="small soft">{m.situation}</legend>
      {procedures.map(({ situation, changed }) => (
        <label key={situation}>
          <input
            type="radio"
            name="situation"
            class="visually-hidden"
            checked={situation === chosen}
            onChange={() => onChoose(situation)}
          />
          <span>
            {situations[situation]}
            {changed !== null && <span class="small"> · {m.ownProcedure}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
