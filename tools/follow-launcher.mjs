// Loaded before every program that the launcher starts. A server listens for 'disconnect' itself and stops in order;
// any other program ends here when its launcher was killed.
const dies = () => {
  if (process.listenerCount('disconnect') === 1) process.kill(process.pid, 'SIGTERM');
};
if (process.channel !== undefined) {
  process.on('disconnect', dies);
  // The channel alone must not keep a finished program alive.
  process.channel.unref();
}
