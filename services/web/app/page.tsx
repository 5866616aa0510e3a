import { viaSchema } from '@ringback/shared/contract/lifecycle';
import { connection } from 'next/server';
import { SetupPage } from '../components/setup/setup-page.tsx';
import { readPracticeQuery } from '../lib/practice/practice-query.ts';
import { readRunTimeConfiguration } from '../lib/run-time-configuration.ts';

/**
 * Sets up a session. `?previous=` names the session that this is a new attempt of; `?via=` tells how that one was
 * called, `?practice=` and `?question=` what of it is practised.
 */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Partial<Record<'previous' | 'via' | 'practice' | 'question', string | string[]>>>;
}) {
  await connection();
  const query = await searchParams;
  const { previous, via } = query;
  return (
    <SetupPage
      configuration={readRunTimeConfiguration(process.env)}
      previousSessionId={typeof previous === 'string' ? previous : null}
      previousVia={viaSchema.safeParse(via).data ?? null}
      practice={readPracticeQuery(query)}
    />
  );
}
