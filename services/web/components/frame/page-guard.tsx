import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './notice.module.css';
import { PageFrame } from './page-frame.tsx';

function PageFailed({ showAgain }: { showAgain: () => void }) {
  const { frame } = useWords();
  return (
    <PageFrame width="text">
      <div className={styles.notice} role="alert">
        <h1>{frame.pageFailed}</h1>
        <p>{frame.pageFailedWhy}</p>
        <Button kind="primary" onClick={showAgain}>
          {frame.showAgain}
        </Button>
      </div>
    </PageFrame>
  );
}

/** Says that the page itself has failed, and shows it again. A session on the server is not affected. */
export class PageGuard extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }
  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <PageFailed showAgain={() => this.setState({ hasFailed: false })} />;
  }
}
