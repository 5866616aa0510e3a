import { useState } from 'react';
import type { CoachDesk } from '../../lib/coach-desk.ts';
import type { WatchedState } from '../../lib/watched-session.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { NoteList } from '../share/note-list.tsx';
import { Card } from '../ui/card.tsx';
import { useWords } from '../words/words-context.ts';
import { NoteForm } from './note-form.tsx';
import styles from './watch.module.css';

/** A coach's own notes, with a field for another one while the link takes them; and other coaches', where it shows them. */
export function NotesPane({ state, desk }: { state: WatchedState; desk: CoachDesk }) {
  const words = useWords();
  const { coach } = words;
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const { coaching } = state.desk;
  if (coaching === null || !(coaching.mayNote || coaching.notes.length > 0 || coaching.otherNotes.length > 0))
    return null;

  async function remove(noteId: (typeof coaching & object)['notes'][number]['noteId']): Promise<void> {
    const refusal = await desk.deleteNote(noteId);
    setProblem(refusal === null ? null : toProblemWords(words, refusal));
    if (refusal === null) announce(coach.notes.removed);
  }

  const transcript = state.view?.transcript ?? [];
  return (
    <Card title={coach.notes.title} data-testid="notes-pane">
      <p className={styles.hint}>{coaching.mayNote ? coach.notes.who : coach.notes.notAllowed}</p>
      {coaching.mayNote ? <NoteForm state={state} desk={desk} /> : null}
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {coaching.notes.length === 0 ? <p className={styles.hint}>{coach.notes.none}</p> : null}
      <NoteList notes={coaching.notes} transcript={transcript} isNamed={false} remove={remove} />
      {coaching.otherNotes.length === 0 ? null : (
        <>
          <h3>{coach.notes.others}</h3>
          <NoteList notes={coaching.otherNotes} transcript={transcript} isNamed remove={null} />
        </>
      )}
    </Card>
  );
}
