import { cleanText } from '@ringback/shared/contract/text';
import type { JobDraft } from '../../lib/job-draft.ts';
import type { JobPreview, PreviewPoint } from '../../lib/preview/job-preview.ts';
import { useSetUpWords } from '../words/set-up-context.ts';
import { useFormat } from '../words/words-context.ts';
import styles from './preview-panel.module.css';
import type { PreviewState } from './use-preview.ts';

/** Shapes beside the words, so that nothing is told by colour alone. */
const marks = { found: '✓', thin: '◐', missing: '○' } as const;

/** What the interviewer will know, and what the interview may be about. */
export function PreviewPanel({ draft, state }: { draft: JobDraft; state: PreviewState }) {
  const { documents } = useSetUpWords();
  if (state.step !== 'shown') {
    const words = state.step === 'failed' ? documents.previewFailed : documents.previewNothing;
    return <p className={styles.quiet}>{words}</p>;
  }
  const { preview } = state;
  return (
    <div className={styles.panel} data-testid="preview">
      <section>
        <h3>{documents.previewKnows}</h3>
        <Known draft={draft} preview={preview} />
      </section>
      <section>
        <h3>{documents.previewCompetencies}</h3>
        <ul className={styles.chips}>
          {preview.competencies.map((competency) => (
            <li key={competency}>{documents.competencies[competency] ?? competency}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{documents.previewPoints}</h3>
        <Points points={preview.points} />
      </section>
    </div>
  );
}

function Known({ draft, preview }: { draft: JobDraft; preview: JobPreview }) {
  const { documents } = useSetUpWords();
  const format = useFormat();
  const known = [
    // As it will be stored: without the characters that turn text round.
    ...[draft.jobTitle, draft.company].map(cleanText),
    preview.requirements === 0 ? '' : format.plural(preview.requirements, documents.previewRequirements),
    cleanText(draft.resume) === '' ? '' : documents.previewResume,
    format.minutes(Number(draft.lengthMinutes)),
  ].filter((part) => part !== '');
  return (
    <p className={styles.known} data-testid="preview-known">
      {format.list(known)}
    </p>
  );
}

function Points({ points }: { points: readonly PreviewPoint[] }) {
  const { documents } = useSetUpWords();
  if (points.length === 0) return <p className={styles.quiet}>{documents.previewNoPoints}</p>;
  const isCompared = points.some(({ match }) => match !== null);
  return (
    <>
      <ul className={styles.points}>
        {points.map(({ text, match }) => (
          <li key={text} data-match={match ?? undefined}>
            {text}
            {match === null ? null : (
              <span className={`${styles.match} ${styles[match]}`}>
                <span aria-hidden="true">{marks[match]}</span> {documents.match[match]}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{isCompared ? documents.previewByWords : documents.previewAddResume}</p>
    </>
  );
}
