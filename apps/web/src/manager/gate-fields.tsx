import type { GateRequest } from '@gapura/contract';
import type { VNode } from 'preact';
import { SelectField, TextField } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { managerMessages } from './messages.ts';
import type { DraftPart } from './draft-part.ts';

const mostGates = 50;

/** The gates of a new venue, at least one. */
export function GateFields({ draft, errors, onChange }: DraftPart): VNode {
  const m = useMessages(managerMessages);
  const { gates } = draft;
  const setGate = (at: number, change: Partial<GateRequest>): void =>
    onChange({ gates: gates.map((gate, index) => (index === at ? { ...gate, ...change } : gate)) });
  return (
    <fieldset class="manager-group">
      <legend>{m.gates}</legend>
      <p class="soft small">{m.gatesHint}</p>
      {gates.map((gate, index) => (
        <fieldset key={index} class="manager-group">
          <legend class="visually-hidden">{m.gateNumber(index + 1)}</legend>
          <GateInputs
            gate={gate}
            name={`gate${index}`}
            error={errors[`gate${index}`]}
            onChange={(change) => setGate(index, change)}
          />
          {gates.length > 1 && (
            <button
              type="button"
              class="button is-danger"
              aria-label={m.removeGate(index + 1)}
              onClick={() => onChange({ gates: gates.filter((_, other) => other !== index) })}
            >
              {m.remove}
            </button>
          )}
        </fieldset>
      ))}
      {gates.length < mostGates && (
        <button
          type="button"
          class="button"
          onClick={() => onChange({ gates: [...gates, { name: '', direction: 'both' }] })}
        >
          {m.addGate}
        </button>
      )}
    </fieldset>
  );
}

interface GateInputsProps {
  readonly gate: GateRequest;
  readonly name: string;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<GateRequest>) => void;
}

export function GateInputs({ gate, name, error, onChange }: GateInputsProps): VNode {
  const m = useMessages(managerMessages);
  const directions = ['both', 'in', 'out'] as const;
  return (
    <div class="manager-pair">
      <TextField
        name={name}
        label={m.gateName}
        value={gate.name}
        error={error}
        onValue={(next) => onChange({ name: next })}
      />
      <SelectField
        name={`${name}-direction`}
        label={m.direction}
        value={gate.direction}
        options={directions.map((direction) => [direction, m.directions[direction]])}
        onValue={(next) => onChange({ direction: directions.find((known) => known === next) ?? 'both' })}
      />
    </div>
  );
}
