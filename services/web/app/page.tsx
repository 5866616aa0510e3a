import { viaSchema } from '@ringback/shared/contract/lifecycle';
import { connection } from 'next/server';
import { SetupPage } from '../components/setup-page.tsx';
import { readRunTimeConfiguration } from '../lib/run-time-configuration.ts';

/**
 * Sets up a session. `?previous=` names the session that this is a new attempt of; `?via=` tells how that one was
 * called.
 */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ previous?: string | string[]; via?: string | string[] }>;
}) {
  await connection();
  const { previous, via } = await searchParams;
  return (
    <SetupPage
      configuration={readRunTimeConfiguration(process.env)}
      previousSessionId={typeof previous === 'string' ? previous : null}
      previousVia={viaSchema.safeParse(via).data ?? null}
    />
  );
}
