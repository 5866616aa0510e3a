import type { ReactNode, Ref } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './dialog.module.css';

interface DialogProps {
  title: string;
  closed: () => void;
  children: ReactNode;
  /** `alertdialog` where something would be lost. */
  role?: 'dialog' | 'alertdialog';
  /** For a dialog that moves the focus to its title. */
  heading?: Ref<HTMLHeadingElement>;
  'data-testid'?: string;
}

/**
 * A question or form over the page. It holds the focus, closes by Escape, and gives the focus back. Import it with
 * `dynamic`: no page needs it at first.
 */
export function Dialog({ title, closed, children, role = 'dialog', heading, ...rest }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(isOpen) => (isOpen ? undefined : closed())}
      className={styles.veil ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <AriaDialog role={role} className={styles.dialog ?? ''} {...rest}>
          <Heading slot="title" level={2} ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons that end a dialog, the one to choose last. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
