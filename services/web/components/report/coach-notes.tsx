import type { ApiClient } from '@ringback/shared/client/api-client';
import type { Coached, NoteId } from '@ringback/shared/contract/coach-notes';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { useAnnounce } from '../frame/announcer.tsx';
import { NoteList } from '../share/note-list.tsx';
import { Card } from '../ui/card.tsx';
import { AttemptProblem, useAttempt } from '../use-attempt.tsx';
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
  const { report, notes } = useWords().coach;
  const announce = useAnnounce();
  const attempt = useAttempt();
  if (coached.notes.length === 0 && coached.topics.length === 0) return null;

  const remove = (noteId: NoteId) =>
    attempt.run(async () => {
      try {
        await api.deleteNote(view.sessionId, noteId);
        announce(notes.removed);
      } finally {
        // Also after a refusal: the note may be gone already.
        await reload();
      }
    });

  return (
    <Card title={report.title} data-testid="coach-notes">
      <NoteList
        notes={coached.notes}
        transcript={view.transcript}
        isNamed
        isBusy={attempt.isUnderWay}
        remove={(noteId) => void remove(noteId)}
      />
      <AttemptProblem attempt={attempt} />
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
