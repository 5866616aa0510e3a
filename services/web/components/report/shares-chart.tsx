import type { ReportQuestion } from '@ringback/shared/contract/report';
import { useMoreWords } from '../words/more-context.ts';
import styles from './charts.module.css';

type Shares = NonNullable<ReportQuestion['shares']>;

const parts = ['situation', 'task', 'action', 'result'] as const;
const width = 400;

const toPercent = (share: number): string => `${Math.round(share * 100)} %`;

/** How an answer divided its time: one bar of four parts, and the same as a table. */
export function SharesChart({ shares, title }: { shares: Shares; title: string }) {
  const { report } = useMoreWords();
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, part) => sum + shares[part], 0));
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${width} 28`} aria-hidden="true" focusable="false">
        {parts.map((part, index) => (
          <rect
            key={part}
            className={styles[part]}
            x={(starts[index] ?? 0) * width}
            y={2}
            width={shares[part] * width}
            height={24}
          />
        ))}
      </svg>
      <table>
        <caption>{title}</caption>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">
                <svg className={styles.swatch} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
                  <rect className={styles[part]} x={1} y={1} width={8} height={8} />
                </svg>{' '}
                {report.shares[part]}
              </th>
              <td>{toPercent(shares[part])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
