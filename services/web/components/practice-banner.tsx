import type { PracticeRequest } from '@ringback/shared/contract/practice';
import Link from 'next/link';
import { toPracticeWords } from '../lib/practice/practice-words.ts';

/** Above the form: what of an earlier interview is practised, and the way back to its report. */
export function PracticeBanner({
  practice,
  difficulty,
  reportAddress,
}: {
  practice: PracticeRequest;
  /** That of the setup as it stands, 1 to 3. */
  difficulty: number;
  reportAddress: string;
}) {
  const { title, what } = toPracticeWords(practice.kind, difficulty);
  return (
    <div className="banner" data-testid="practice-banner">
      <p>
        <strong>{title}.</strong> {what} {practice.kind === 'harder' ? '' : 'Your setup is as it was. '}
        <Link href={reportAddress}>Back to the report</Link>
      </p>
    </div>
  );
}
