/** Loaded into a server under test: tells what the process has used of a processor, when asked. */
process.on('message', () => {
  process.send?.(process.cpuUsage());
});
process.channel?.unref();
