import { sessionIdSchema } from '@ringback/shared/contract/ids';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { ReportPage } from '../../../../components/report/report-page.tsx';
import { readRunTimeConfiguration } from '../../../../lib/run-time-configuration.ts';
import { readMoreWords } from '../../../page-language.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readMoreWords()).report.title };
}

/** The report of one session. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await connection();
  const id = sessionIdSchema.safeParse((await params).id);
  if (!id.success) notFound();
  // Another id is another report: nothing of the page before may survive in it.
  return (
    <ReportPage key={id.data} sessionId={id.data} configuration={readRunTimeConfiguration(process.env)} />
  );
}
