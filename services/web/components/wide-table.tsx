interface WideTableProps {
  title: string;
  testId: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly string[] }[];
}

/** A table that may be wider than the screen. It says so when it is empty. */
export function WideTable({ title, testId, columns, rows }: WideTableProps) {
  return (
    <section className="card" aria-label={title} data-testid={testId}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="hint">None.</p>
      ) : (
        <ScrollingTable label={`${title}, table`} columns={columns} rows={rows} />
      )}
    </section>
  );
}

interface ScrollingTableProps {
  label: string;
  columns: readonly string[];
  /** `head`: names the row. With it, the first column has no name. */
  rows: readonly { key: string; head?: string; cells: readonly string[] }[];
}

/** The table itself, which scrolls sideways on a narrow screen. */
export function ScrollingTable({ label, columns, rows }: ScrollingTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="wide-table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {rows.some(({ head }) => head !== undefined) && <td />}
            {columns.map((column) => (
              <th key={column} scope="col">
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
                <td key={columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
