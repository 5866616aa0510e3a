import { dimensionIds } from '@ringback/shared/contract/report';
import type { SelfRating } from '@ringback/shared/contract/session-view';
import { rubric } from '@ringback/shared/report/rubric/rubric';
import { useId, useState } from 'react';
import { AttemptButton, AttemptProblem, useAttempt } from './use-attempt.tsx';

interface SelfRatingFormProps {
  give: (rating: SelfRating) => Promise<void>;
  skip: () => void;
}

const mostCharacters = 500;
const middle = 3;
const levelWords = ['', 'weak', 'below the middle', 'in the middle', 'good', 'very good'] as const;

function RatingSlider({
  id,
  value,
  changed,
}: {
  id: string;
  value: number;
  changed: (value: number) => void;
}) {
  const dimension = rubric.find((one) => one.id === id);
  const control = useId();
  return (
    <div className="field">
      <label htmlFor={control}>{dimension?.title ?? id}</label>
      <p id={`${control}-hint`} className="hint">
        {dimension?.definition}
      </p>
      <div className="slider">
        <input
          id={control}
          type="range"
          min={1}
          max={5}
          step={1}
          value={value}
          aria-describedby={`${control}-hint`}
          aria-valuetext={`${value} of 5, ${levelWords[value]}`}
          onChange={({ target }) => changed(Number(target.value))}
        />
        <output htmlFor={control}>{value} of 5</output>
      </div>
    </div>
  );
}

/** Asks how the candidate rates the interview, before they see the report's levels. */
export function SelfRatingForm({ give, skip }: SelfRatingFormProps) {
  const [ratings, setRatings] = useState<Record<string, number>>(
    Object.fromEntries(dimensionIds.map((id) => [id, middle])),
  );
  const [sentence, setSentence] = useState('');
  const sentenceId = useId();
  const attempt = useAttempt();
  return (
    <section className="card no-print" aria-labelledby="self-rating-title" data-testid="self-rating">
      <h2 id="self-rating-title">First: how do you see it?</h2>
      <p className="hint">
        Seeing yourself as others do is a skill of its own. Rate yourself before you read the report, and it
        shows you where the two differ. Only you see it.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt.run(() => give({ ratings, sentence: sentence.trim() }));
        }}
      >
        {dimensionIds.map((id) => (
          <RatingSlider
            key={id}
            id={id}
            value={ratings[id] ?? middle}
            changed={(value) => setRatings((before) => ({ ...before, [id]: value }))}
          />
        ))}
        <div className="field">
          <label htmlFor={sentenceId}>What would you do otherwise next time? One sentence (optional)</label>
          <textarea
            id={sentenceId}
            rows={2}
            maxLength={mostCharacters}
            value={sentence}
            onChange={({ target }) => setSentence(target.value)}
          />
        </div>
        <AttemptProblem attempt={attempt} />
        <div className="buttons">
          <AttemptButton attempt={attempt} word="Keep my rating and show the report" />
          <button type="button" className="button" data-testid="skip-rating" onClick={skip}>
            Skip
          </button>
        </div>
      </form>
    </section>
  );
}
