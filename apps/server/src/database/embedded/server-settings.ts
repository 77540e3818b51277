/** For one small machine; an admission is on disk before it is answered. */
const defaults: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_buffers: '4MB',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  checkpoint_timeout: '15min',
  // Workers for reading pay off on large tables only; each of them is a process more to start.
  io_method: 'sync',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // LOG, FATAL and PANIC only: statements that fail are the application's to report, and may hold what people sent.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
};

interface Place {
  readonly cluster: string;
  readonly socketFolder: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** The command line of PostgreSQL. Settings given there win over every file. */
export function serverArguments({ cluster, socketFolder, port, settings }: Place): readonly string[] {
  const all = {
    ...defaults,
    port: String(port),
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    ...settings,
  };
  return ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
