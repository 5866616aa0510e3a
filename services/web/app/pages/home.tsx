import { viaSchema } from '@ringback/shared/contract/lifecycle';
import { SetupPage } from '../../components/setup/setup-page.tsx';
import { SetUpWords } from '../../components/words/set-up-words.tsx';
import { readPracticeQuery } from '../../lib/practice/practice-query.ts';
import type { OpenPage, PageProps } from '../opened-page.ts';

/**
 * Sets up a session. `?previous=` names the session that this is a new attempt of; `?via=` tells how that one was
 * called, `?practice=` and `?question=` what of it is practised.
 */
function Home({ configuration, search }: PageProps) {
  const query = Object.fromEntries(new URLSearchParams(search));
  return (
    <SetupPage
      configuration={configuration}
      previousSessionId={query.previous ?? null}
      previousVia={viaSchema.safeParse(query.via).data ?? null}
      practice={readPracticeQuery(query)}
    />
  );
}

export const open: OpenPage = (_language, { frame }) => ({
  title: frame.defaultTitle,
  // Another query is another form.
  show: (props) => (
    <SetUpWords key={props.search}>
      <Home {...props} />
    </SetUpWords>
  ),
});
