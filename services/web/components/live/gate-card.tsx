import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useState } from 'react';
import { toShownNumber } from '../../lib/phone/shown-number.ts';
import { type GateCode, readGateCode } from '../../lib/remembered.ts';
import { useWords } from '../words/words-context.ts';
import { Keypad } from './keypad.tsx';
import styles from './what-now.module.css';

/** The call is in one of these phases until the phone has said that somebody is ready. */
const waiting: readonly string[] = ['configured', 'dialling', 'ringing', 'answered'];

/** The digits that prove that the phone is the candidate's own. Null where pressing 1 is enough. */
function useGateCode({ sessionId, via }: Pick<SessionView, 'sessionId' | 'via'>): string | null {
  const [gateCode, setGateCode] = useState<GateCode | null>(null);
  useEffect(() => setGateCode(readGateCode(sessionId)), [sessionId]);
  return via === 'phone' ? (gateCode?.code ?? null) : null;
}

const inHalves = (code: string): string => [code.slice(0, 3), code.slice(3)].join(' ');

/** What comes when the person does not pick up, and so on. A candidate would take a surprise here for a fault. */
function WhatIfs() {
  const { live } = useWords();
  return (
    <details className={styles.ifs}>
      <summary>{live.whatIf}</summary>
      <dl>
        {live.whatIfs.map(([what, then]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{then}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface GateCardProps {
  view: SessionView;
  /** One of these calls. */
  callingNumbers: readonly string[];
}

/** Before the interview on a phone: the key to press, or the digits to enter, and what comes otherwise. */
export function GateCard({ view, callingNumbers }: GateCardProps) {
  const { live } = useWords();
  const code = useGateCode(view);
  if (view.via !== 'phone' || !waiting.includes(view.phase)) return null;
  const from = view.phase === 'answered' ? '' : live.calledFrom(callingNumbers.map(toShownNumber));
  return (
    <div className={styles.what} data-testid={code === null ? 'gate' : 'gate-code'}>
      <div className={styles.row}>
        <Keypad lit={code === null ? '1' : ''} />
        <div className={styles.words}>
          <h2>{code === null ? live.pressOne : live.gateCode}</h2>
          {code === null ? null : <p className={styles.code}>{inHalves(code)}</p>}
          <p className={styles.why}>{code === null ? live.pressOneWhy : live.gateCodeWhy}</p>
        </div>
      </div>
      {from === '' ? null : <p data-testid="called-from">{from}</p>}
      <WhatIfs />
    </div>
  );
}
