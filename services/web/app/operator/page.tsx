import { connection } from 'next/server';
import { OperatorPage } from '../../components/operator-page.tsx';
import { readRunTimeConfiguration } from '../../lib/run-time-configuration.ts';

/** The operators' page: live sessions, the instances that serve them, and how to stop them. */
export default async function Page() {
  await connection();
  return <OperatorPage configuration={readRunTimeConfiguration(process.env)} />;
}
