import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { connection } from 'next/server';
import { Probe } from './probe';
export default async function Page() {
  await connection();
  return (
    <p>
      {jobConfigurationSchema.parse({ jobTitle: 'x' }).voice}
      {typeof evolveView}
      <Probe />
    </p>
  );
}
