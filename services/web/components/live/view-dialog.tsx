import { Label, Radio, RadioGroup } from 'react-aria-components';
import { captionFonts, captionSizes, type ViewChoices } from '../../lib/live/view-choices.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { useViewChoices } from '../use-view-choices.ts';
import { useWords } from '../words/words-context.ts';
import styles from './view-dialog.module.css';

interface ChoicesProps<Choice extends string> {
  name: string;
  choices: readonly Choice[];
  words: Readonly<Record<Choice, string>>;
  chosen: Choice;
  choose: (choice: Choice) => void;
}

function Choices<Choice extends string>({ name, choices, words, chosen, choose }: ChoicesProps<Choice>) {
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={chosen}
      onChange={(value) => {
        const choice = choices.find((each) => each === value);
        if (choice !== undefined) choose(choice);
      }}
    >
      <Label className={styles.name ?? ''}>{name}</Label>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Radio key={choice} value={choice} className={styles.choice ?? ''}>
            {words[choice]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** How the words of the conversation look, seen at once. */
export function ViewDialog({ closed }: { closed: () => void }) {
  const { frame, live } = useWords();
  const [{ size, font }, change] = useViewChoices();
  const chosen: Pick<ViewChoices, 'size' | 'font'> = { size, font };
  return (
    <Dialog title={live.viewTitle} closed={closed} data-testid="view-dialog">
      <Choices
        name={live.size}
        choices={captionSizes}
        words={live.sizes}
        chosen={chosen.size}
        choose={(next) => change({ size: next })}
      />
      <Choices
        name={live.font}
        choices={captionFonts}
        words={live.fonts}
        chosen={chosen.font}
        choose={(next) => change({ font: next })}
      />
      <p className={styles.sample} data-size={size} data-font={font}>
        {live.sample}
      </p>
      <DialogButtons>
        <Button onClick={closed}>{frame.close}</Button>
      </DialogButtons>
    </Dialog>
  );
}
