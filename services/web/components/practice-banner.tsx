import type { PracticeRequest } from '@ringback/shared/contract/practice';
import { toPracticeWords } from '../lib/practice/practice-words.ts';
import { Link } from './navigation/link.tsx';
import { Banner } from './ui/banner.tsx';
import { useWords } from './words/words-context.ts';

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
  const words = useWords().practice;
  const { title, what } = toPracticeWords(words, practice.kind, difficulty);
  return (
    <Banner data-testid="practice-banner">
      <p>
        <strong>{title}.</strong> {what} {practice.kind === 'harder' ? '' : `${words.setupIsKept} `}
        <Link href={reportAddress}>{words.backToReport}</Link>
      </p>
    </Banner>
  );
}
