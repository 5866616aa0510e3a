import type { CoachNote, NoteId } from '@ringback/shared/contract/coach-notes';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { formatElapsed } from '../../lib/elapsed.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './note-list.module.css';

interface NoteListProps {
  notes: readonly CoachNote[];
  /** To say which words a note stands beside. */
  transcript: readonly Pick<TranscriptItem, 'itemId' | 'text'>[];
  /** Whether it is said who wrote them. */
  isNamed: boolean;
  /** One is being deleted. */
  isBusy?: boolean;
  /** Null: they cannot be deleted here. */
  remove: ((noteId: NoteId) => void) | null;
}

const mostBesideCharacters = 80;
const toBeside = (text: string) =>
  text.length <= mostBesideCharacters ? text : `${text.slice(0, mostBesideCharacters).trimEnd()} …`;

/** Coaches' notes in the order of their moments, each with its moment and the words that it stands beside. */
export function NoteList({ notes, transcript, isNamed, isBusy = false, remove }: NoteListProps) {
  const words = useWords().coach.notes;
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {notes.map(({ noteId, by, atMs, itemId, text }) => {
        const time = atMs === null ? words.aboutNothing : formatElapsed(atMs);
        const beside = transcript.find((item) => item.itemId === itemId)?.text.trim() ?? '';
        return (
          <li key={noteId} className={styles.note} data-testid="coach-note">
            <p className={styles.head}>
              <strong>{atMs === null ? words.aboutNothing : words.about(time)}</strong>
              {isNamed ? <span>{by === '' ? words.byCoach : words.by(by)}</span> : null}
            </p>
            {beside === '' ? null : <p className={styles.beside}>{words.beside(toBeside(beside))}</p>}
            <p className={styles.text}>{text}</p>
            {remove === null ? null : (
              <Button
                kind="quiet"
                disabled={isBusy}
                aria-label={words.removeOf(time)}
                data-testid="delete-note"
                onClick={() => remove(noteId)}
              >
                {words.remove}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
