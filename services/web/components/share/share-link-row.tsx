import type { ShareChange } from '@ringback/shared/contract/share-links';
import type { ShareLink } from '../../lib/own-links.ts';
import { Button } from '../ui/button.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import { RightSwitch } from './right-switch.tsx';
import styles from './share.module.css';

interface ShareLinkRowProps {
  link: ShareLink;
  /** Its place among the links, for one without a name. */
  number: number;
  /** Something about the links is being changed. */
  isBusy: boolean;
  change: (changed: ShareChange) => void;
  takeBack: () => void;
}

/** One link: whom it is for, until when it works, and what it lets its coach do. */
export function ShareLinkRow({ link, number, isBusy, change, takeBack }: ShareLinkRowProps) {
  const { share } = useWords().coach;
  const format = useFormat();
  const name = link.name === '' ? share.unnamed(format.number(number)) : link.name;
  return (
    <li className={styles.link} data-testid="share-link">
      <div className={styles.linkHead}>
        <p>
          <strong>{name}</strong>
          <br />
          <span className={styles.hint}>{share.until(format.dateTime(link.expiresAt))}</span>
        </p>
        <Button
          aria-label={share.takeBackOf(name)}
          disabled={isBusy}
          data-testid="take-back"
          onClick={takeBack}
        >
          {share.takeBack}
        </Button>
      </div>
      <fieldset className={styles.rights}>
        <legend className="unseen">{share.rights(name)}</legend>
        <RightSwitch
          name={share.notes}
          hint={share.notesHint}
          isOn={link.notes}
          change={(notes) => change({ notes })}
          data-testid="share-notes"
        />
        <RightSwitch
          name={share.topics}
          hint={share.topicsHint}
          isOn={link.topics}
          change={(topics) => change({ topics })}
          data-testid="share-topics"
        />
        <RightSwitch
          name={share.report}
          hint={share.reportHint}
          isOn={link.report}
          change={(report) => change({ report })}
          data-testid="share-report"
        />
        {link.report ? (
          <RightSwitch
            name={share.allNotes}
            hint={share.allNotesHint}
            isOn={link.allNotes}
            change={(allNotes) => change({ allNotes })}
            data-testid="share-all-notes"
          />
        ) : null}
      </fieldset>
    </li>
  );
}
