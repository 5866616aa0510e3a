import type { PracticeRequest } from '@ringback/shared/contract/practice';
import Link from 'next/link';
import { toPracticeWords } from '../lib/practice/practice-words.ts';

/** Above the form: what of an earlier interview is practised, and the way back to its report. */
export function PracticeBanner({
  practice,
  reportAddress,
}: {
  practice: PracticeRequest;
  reportAddress: string;
}) {
  const { title, what } = toPracticeWords(practice.kind);
  return (
    <div className="banner" data-testid="practice-banner">
      <p>
        <strong>{title}.</strong> {what} Your setup is as it was.{' '}
        <Link href={reportAddress}>Back to the report</Link>
      </p>
    </div>
  );
}
