import { dimensionIds } from '@ringback/shared/contract/report';
import type { SelfRating } from '@ringback/shared/contract/session-view';
import { useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import control from '../ui/control.module.css';
import text from '../ui/text.module.css';
import { AttemptButton, AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useMoreWords } from '../words/more-context.ts';
import styles from './self-rating-form.module.css';

interface SelfRatingFormProps {
  give: (rating: SelfRating) => Promise<void>;
  skip: () => void;
}

const mostCharacters = 500;
const middle = 3;

function RatingSlider({
  id,
  value,
  changed,
}: {
  id: string;
  value: number;
  changed: (value: number) => void;
}) {
  const { report, judged } = useMoreWords();
  const slider = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={slider}>{judged.dimension(id)}</label>
      <p id={`${slider}-hint`} className={text.hint}>
        {judged.definition(id)}
      </p>
      <div className={styles.slider}>
        <input
          id={slider}
          type="range"
          min={1}
          max={5}
          step={1}
          value={value}
          aria-describedby={`${slider}-hint`}
          aria-valuetext={`${judged.level(value)}, ${report.ratingWords[value] ?? ''}`}
          onChange={({ target }) => changed(Number(target.value))}
        />
        <output htmlFor={slider}>{judged.level(value)}</output>
      </div>
    </div>
  );
}

/** Asks how the candidate rates the interview, before they see the report's levels. */
export function SelfRatingForm({ give, skip }: SelfRatingFormProps) {
  const { report } = useMoreWords();
  const [ratings, setRatings] = useState<Record<string, number>>(
    Object.fromEntries(dimensionIds.map((id) => [id, middle])),
  );
  const [sentence, setSentence] = useState('');
  const sentenceId = useId();
  const attempt = useAttempt();
  return (
    <div className="no-print">
      <Card title={report.rateFirst} data-testid="self-rating">
        <p className={text.hint}>{report.rateWhy}</p>
        <form
          className={styles.form}
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
          <div className={styles.field}>
            <label htmlFor={sentenceId}>{report.otherwise}</label>
            <textarea
              id={sentenceId}
              className={control.control}
              rows={2}
              maxLength={mostCharacters}
              value={sentence}
              onChange={({ target }) => setSentence(target.value)}
            />
          </div>
          <AttemptProblem attempt={attempt} />
          <div className={text.row}>
            <AttemptButton attempt={attempt} word={report.keepRating} />
            <Button data-testid="skip-rating" onClick={skip}>
              {report.skip}
            </Button>
          </div>
        </form>
      </Card>
    </div>
  );
}
