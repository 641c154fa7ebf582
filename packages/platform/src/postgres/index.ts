export { postgresRefusals } from './refusals.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  type PostgresLog,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
