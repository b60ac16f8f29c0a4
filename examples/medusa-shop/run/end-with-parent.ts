// Loaded into every process that the example starts: when the parent is gone, whatever ended it,
// standard input ends, and so does this process.
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
process.stdin.unref?.();
