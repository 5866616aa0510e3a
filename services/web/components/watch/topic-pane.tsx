import { mostTopicCharacters } from '@ringback/shared/contract/suggested-topic';
import { type FormEvent, useId, useState } from 'react';
import type { CoachDesk, CoachDeskState } from '../../lib/coach-desk.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './watch.module.css';

interface TopicPaneProps {
  state: CoachDeskState;
  desk: CoachDesk;
  isLive: boolean;
}

/** Where the link lets its coach: a field for the topic of the next question, and what became of the earlier ones. */
export function TopicPane({ state, desk, isLive }: TopicPaneProps) {
  const { topics } = useWords().coach;
  const { coaching } = state;
  if (coaching === null) return null;
  const mayNow = coaching.maySuggest && isLive;
  const known = coaching.topics.filter(({ text }) => text !== '');
  if (!mayNow && known.length === 0) return null;
  return (
    <Card title={topics.title} data-testid="topic-pane">
      {mayNow ? <TopicForm desk={desk} isWaiting={coaching.isTopicWaiting} /> : null}
      {known.length === 0 ? null : (
        <ul className={styles.topics} aria-label={topics.list}>
          {known.map(({ number, text, state: became }) => (
            <li key={number} data-testid="own-topic" data-state={became}>
              {text} – {topics.states[became] ?? became}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function TopicForm({ desk, isWaiting }: { desk: CoachDesk; isWaiting: boolean }) {
  const words = useWords();
  const { topics } = words.coach;
  const announce = useAnnounce();
  const ids = { field: useId(), help: useId() };
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '' || isSending || isWaiting) return;
    setIsSending(true);
    const refusal = await desk.suggest(text.trim());
    setIsSending(false);
    setProblem(refusal === null ? null : toProblemWords(words, refusal));
    if (refusal !== null) return;
    setText('');
    announce(topics.sent);
  }

  return (
    <form className={styles.form} onSubmit={send} data-testid="topic-form">
      <label htmlFor={ids.field}>{topics.field}</label>
      <input
        id={ids.field}
        maxLength={mostTopicCharacters}
        value={text}
        placeholder={topics.example}
        aria-describedby={ids.help}
        data-testid="topic-field"
        onChange={({ target }) => setText(target.value)}
      />
      <p id={ids.help} className={styles.hint}>
        {isWaiting ? topics.waiting : topics.who}
      </p>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" disabled={text.trim() === '' || isSending || isWaiting} data-testid="send-topic">
        {topics.send}
      </Button>
    </form>
  );
}
