import type { ReactNode } from 'react';
import { Card } from './ui/card.tsx';
import text from './ui/text.module.css';
import styles from './wide-table.module.css';
import { useMoreWords } from './words/more-context.ts';

interface WideTableProps {
  title: string;
  testId: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly string[] }[];
}

/** A table that may be wider than the screen. It says so when it is empty. */
export function WideTable({ title, testId, columns, rows }: WideTableProps) {
  const { operator } = useMoreWords();
  return (
    <Card title={title} data-testid={testId}>
      {rows.length === 0 ? (
        <p className={text.hint}>{operator.none}</p>
      ) : (
        <ScrollingTable label={operator.tableOf(title)} columns={columns} rows={rows} isOneLine />
      )}
    </Card>
  );
}

interface ScrollingTableProps {
  label: string;
  columns: readonly string[];
  /** `head`: names the row. With it, the first column has no name. */
  rows: readonly { key: string; head?: string; cells: readonly string[] }[];
  isOneLine?: boolean;
}

/** Scrolls what is wider than the screen, also by keyboard. */
export function ScrollBox({
  label,
  isOneLine = false,
  children,
}: {
  label: string;
  isOneLine?: boolean;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={`${styles.box} ${isOneLine ? styles.oneLine : ''}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** The table itself, which scrolls sideways on a narrow screen. */
export function ScrollingTable({ label, columns, rows, isOneLine = false }: ScrollingTableProps) {
  return (
    <ScrollBox label={label} isOneLine={isOneLine}>
      <table>
        <thead>
          <tr>
            {rows.some(({ head }) => head !== undefined) && <td />}
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move, and two may be called alike
              <th key={index} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells }) => (
            <tr key={key}>
              {head !== undefined && <th scope="row">{head}</th>}
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
