import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { LivePage } from '../../../components/live-page.tsx';
import { readRunTimeConfiguration } from '../../../lib/run-time-configuration.ts';

/** One session while it is live and afterwards. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await connection();
  const id = sessionIdSchema.safeParse((await params).id);
  if (!id.success) notFound();
  // Another id is another session. Nothing of the previous page may survive.
  return <LivePage key={id.data} sessionId={id.data} configuration={readRunTimeConfiguration(process.env)} />;
}
