import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { useWords } from '../words/words-context.ts';

interface PracticeQuestionProps {
  stay: () => void;
  end: () => void;
}

/** Asked once before "Practice again" ends an interview that is on. */
export function PracticeQuestion({ stay, end }: PracticeQuestionProps) {
  const { live } = useWords();
  return (
    <Dialog role="alertdialog" title={live.againTitle} closed={stay} data-testid="practice-question">
      <p>{live.againWhy}</p>
      <DialogButtons>
        <Button autoFocus onClick={stay}>
          {live.againStay}
        </Button>
        <Button kind="danger" data-testid="practice-again-now" onClick={end}>
          {live.againEnd}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
