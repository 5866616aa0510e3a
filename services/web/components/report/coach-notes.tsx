import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { Coached, NoteId } from '@ringback/shared/contract/coach-notes';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useState } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { NoteList } from '../share/note-list.tsx';
import { Card } from '../ui/card.tsx';
import { useWords } from '../words/words-context.ts';

interface CoachNotesProps {
  api: ApiClient;
  view: SessionView;
  coached: Coached;
  /** Reads again what coaches have left. */
  reload: () => Promise<void>;
}

/** What coaches have left in an interview, for its owner: their notes at their moments, and the topics they suggested. */
export function CoachNotes({ api, view, coached, reload }: CoachNotesProps) {
  const words = useWords();
  const { report, notes } = words.coach;
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  if (coached.notes.length === 0 && coached.topics.length === 0) return null;

  async function remove(noteId: NoteId): Promise<void> {
    try {
      await api.deleteNote(view.sessionId, noteId);
      setProblem(null);
      announce(notes.removed);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(toProblemWords(words, error));
    }
    await reload();
  }

  return (
    <Card title={report.title} data-testid="coach-notes">
      <NoteList notes={coached.notes} transcript={view.transcript} isNamed remove={remove} />
      {problem === null ? null : <p role="alert">{problem}</p>}
      {coached.topics.length === 0 ? null : (
        <>
          <h3>{report.topics}</h3>
          <ul data-testid="coach-topics">
            {coached.topics.map(({ text, by, state, at }) => (
              <li key={at}>
                {text} – {report.states[state] ?? state}
                {by === '' ? null : report.topicBy(by)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
