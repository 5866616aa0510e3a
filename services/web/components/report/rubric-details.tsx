import type { Seniority } from '@ringback/shared/report/rubric/dimension';
import { rubric, rubricVersion } from '@ringback/shared/report/rubric/rubric';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import styles from './rubric-details.module.css';

const seniorities: readonly Seniority[] = ['entry', 'experienced', 'senior'];
const anchored = [1, 3, 5] as const;

/** The whole rubric, in the very words that a judge gets. */
export function RubricDetails() {
  const { report } = useMoreWords();
  const { language } = useFormat();
  return (
    <details className={text.fold} data-rubric>
      <summary>{report.rubric(rubricVersion)}</summary>
      {rubric.map(({ id, title, definition, checks, anchors }) => (
        <section key={id} className={styles.part} aria-labelledby={`rubric-${id}`} lang="en">
          <h3 id={`rubric-${id}`}>{title}</h3>
          <p>{definition}</p>
          <ul className={text.list}>
            {checks.map((check) => (
              <li key={check.id}>{check.text}</li>
            ))}
          </ul>
          <dl>
            {seniorities.map((seniority) => (
              <div key={seniority}>
                <dt lang={language}>{report.seniorities[seniority]}</dt>
                {anchored.map((level) => (
                  <dd key={level}>
                    {level}: {anchors[seniority][level]}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}
