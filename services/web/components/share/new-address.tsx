import { useEffect, useId, useRef } from 'react';
import { useAnnounce } from '../frame/announcer.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useClipboard } from '../use-clipboard.ts';
import { useWords } from '../words/words-context.ts';
import styles from './share.module.css';

/** The address of a link that was just made, whole, with a button that copies it. */
export function NewAddress({ address }: { address: string }) {
  const { share } = useWords().coach;
  const announce = useAnnounce();
  const clipboard = useClipboard();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  async function copy(): Promise<void> {
    if (await clipboard.copy(address)) return announce(share.copied);
    // It is selected, so that it can be copied by hand.
    field.current?.select();
    announce(share.copyFailed, 'assertive');
  }

  return (
    <Banner>
      <div className={styles.address}>
        <p>{share.made}</p>
        <label htmlFor={id}>{share.address}</label>
        <textarea
          ref={field}
          id={id}
          className={styles.field}
          rows={2}
          readOnly
          value={address}
          data-testid="share-address"
        />
        <Button onClick={copy} data-testid="copy-share">
          {share.copy}
        </Button>
      </div>
    </Banner>
  );
}
