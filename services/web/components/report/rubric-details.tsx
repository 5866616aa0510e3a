import type { Seniority } from '@ringback/shared/report/rubric/dimension';
import { rubric, rubricVersion } from '@ringback/shared/report/rubric/rubric';

const seniorities: readonly (readonly [Seniority, string])[] = [
  ['entry', 'For a first position'],
  ['experienced', 'For an experienced position'],
  ['senior', 'For a senior position'],
];
const anchored = [1, 3, 5] as const;

/** The whole rubric, in the very words that a judge gets. */
export function RubricDetails() {
  return (
    <details className="rubric">
      <summary>The rubric, version {rubricVersion}</summary>
      {rubric.map(({ id, title, definition, checks, anchors }) => (
        <section key={id} aria-labelledby={`rubric-${id}`}>
          <h3 id={`rubric-${id}`}>{title}</h3>
          <p>{definition}</p>
          <ul>
            {checks.map((check) => (
              <li key={check.id}>{check.text}</li>
            ))}
          </ul>
          <dl>
            {seniorities.map(([seniority, words]) => (
              <div key={seniority}>
                <dt>{words}</dt>
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
