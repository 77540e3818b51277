import type { CsvFault } from '@gapura/contract';
import type { VNode } from 'preact';
import { formatNumber, language } from '../i18n/index.ts';
import './csv.css';

export interface FaultWords {
  readonly fileWrong: (count: string) => string;
  readonly faultTable: string;
  readonly line: string;
  readonly field: string;
  readonly message: string;
}

interface FaultTableProps {
  readonly faults: readonly CsvFault[];
  readonly words: FaultWords;
}

/** What is wrong with a file, line by line. */
export function FaultTable({ faults, words }: FaultTableProps): VNode {
  // The server speaks Indonesian and English; Balinese readers read Indonesian.
  const spoken = language.value === 'en' ? 'en' : 'id';
  return (
    <div class="stack" role="status">
      <p class="notice is-error">{words.fileWrong(formatNumber(faults.length))}</p>
      <div class="csv-faults" tabIndex={0} role="region" aria-label={words.faultTable}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.message}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, field, code, message }) => (
              <tr key={`${line} ${field} ${code}`}>
                <td>{line}</td>
                <td class="code">{field ?? '–'}</td>
                <td>{message[spoken]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
