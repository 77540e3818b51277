import type { EmployeeContent, EmployeeView } from '@gapura/contract';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Confirm } from '../../access/index.ts';
import { api } from '../../api/index.ts';
import { formatDate, useMessages } from '../../i18n/index.ts';
import { Dialog, toast } from '../../ui/index.ts';
import { rosterMessages } from '../roster-messages.ts';
import { EmployeeForm } from './employee-form.tsx';

interface EmployeeLineProps {
  readonly employee: EmployeeView;
  readonly onChange: () => void;
}

/** Somebody on the roster, with what can be done about them. */
export function EmployeeLine({ employee, onChange }: EmployeeLineProps): VNode {
  const m = useMessages(rosterMessages);
  const { id, name, unit, number, hasLeft } = employee;
  const [asking, setAsking] = useState<'change' | 'lost' | 'remove'>();
  const close = (): void => setAsking(undefined);
  return (
    <li class="manager-employee">
      <details>
        <summary>
          <strong>{name}</strong>
          <span class="soft small">{[unit, number !== '' && m.number(number)].filter(Boolean).join(' · ')}</span>
          <LeaveNote employee={employee} />
        </summary>
        <div class="row">
          {!hasLeft && (
            <>
              <a class="button" href={`/api/v1/employees/${id}/badge.pdf`} download aria-label={m.printOf(name)}>
                {m.print}
              </a>
              <button type="button" class="button" aria-label={m.lostOf(name)} onClick={() => setAsking('lost')}>
                {m.lost}
              </button>
            </>
          )}
          <button type="button" class="button" aria-label={m.changeOf(name)} onClick={() => setAsking('change')}>
            {m.change}
          </button>
          <button
            type="button"
            class="button is-danger"
            aria-label={m.removeOf(name)}
            onClick={() => setAsking('remove')}
          >
            {m.remove}
          </button>
        </div>
      </details>
      {asking === 'change' && <ChangeDialog employee={employee} onChange={onChange} onClose={close} />}
      {asking === 'lost' && <LostDialog employee={employee} onChange={onChange} onClose={close} />}
      {asking === 'remove' && <RemoveDialog employee={employee} onChange={onChange} onClose={close} />}
    </li>
  );
}

function LeaveNote({ employee: { leavesOn, hasLeft, forgetOn } }: { employee: EmployeeView }): VNode | null {
  const m = useMessages(rosterMessages);
  if (leavesOn === null || forgetOn === null) return null;
  const words = hasLeft ? m.left(formatDate(leavesOn)) : m.leaves(formatDate(leavesOn));
  return (
    <span class="small">
      {words} · {m.forgotten(formatDate(forgetOn))}
    </span>
  );
}

interface QuestionProps extends EmployeeLineProps {
  readonly onClose: () => void;
}

function ChangeDialog({ employee, onChange, onClose }: QuestionProps): VNode {
  const m = useMessages(rosterMessages);
  const change = async (content: EmployeeContent): Promise<void> => {
    await api.send('PATCH', `/employees/${employee.id}`, content);
    onClose();
    toast(m.changed);
    onChange();
  };
  return (
    <Dialog title={m.changeOf(employee.name)} onClose={onClose}>
      <EmployeeForm employee={employee} action={m.save} onSend={change} onCancel={onClose} />
    </Dialog>
  );
}

function LostDialog({ employee: { id, name }, onChange, onClose }: QuestionProps): VNode {
  const m = useMessages(rosterMessages);
  const replace = async (): Promise<void> => {
    await api.send('POST', `/employees/${id}/badge`);
    onClose();
    toast(m.replaced(name));
    onChange();
  };
  return (
    <Confirm
      title={m.lostOf(name)}
      question={m.lostQuestion(name)}
      action={m.lostAction}
      onConfirm={replace}
      onClose={onClose}
    />
  );
}

function RemoveDialog({ employee: { id, name }, onChange, onClose }: QuestionProps): VNode {
  const m = useMessages(rosterMessages);
  const remove = async (): Promise<void> => {
    await api.send('DELETE', `/employees/${id}`);
    onClose();
    toast(m.removed(name));
    onChange();
  };
  return (
    <Confirm
      title={m.removeOf(name)}
      question={m.removeQuestion(name)}
      action={m.remove}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
