import { sessionIdSchema } from '@ringback/shared/contract/ids';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { LivePage } from '../../../components/live/live-page.tsx';
import { readRunTimeConfiguration } from '../../../lib/run-time-configuration.ts';
import { readWords } from '../../page-language.ts';

/** Until the page knows its session. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).live.interview };
}

/** One session while it is live and afterwards. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await connection();
  const id = sessionIdSchema.safeParse((await params).id);
  if (!id.success) notFound();
  // Another id is another session. Nothing of the previous page may survive.
  return <LivePage key={id.data} sessionId={id.data} configuration={readRunTimeConfiguration(process.env)} />;
}
