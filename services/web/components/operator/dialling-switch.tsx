import type { DiallingState } from '@ringback/shared/contract/http-api';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';

interface DiallingSwitchProps {
  dialling: DiallingState;
  set: (enabled: boolean) => void;
}

/** Whether phones are called, and the switch for it. */
export function DiallingSwitch({ dialling, set }: DiallingSwitchProps) {
  const { operator } = useMoreWords();
  const { enabled, problem } = dialling;
  return (
    <Card title={enabled ? operator.diallingOn : operator.diallingOff}>
      <p className={text.hint}>{operator.diallingHint}</p>
      {problem === undefined ? null : (
        <Banner kind="danger" data-testid="dialling-problem">
          <p>{operator.listProblems[problem]}</p>
        </Banner>
      )}
      <div className={text.row}>
        <Button kind={enabled ? 'danger' : 'primary'} data-testid="dialling" onClick={() => set(!enabled)}>
          {enabled ? operator.switchOff : operator.switchOn}
        </Button>
      </div>
    </Card>
  );
}
