import { options } from 'preact';

// Preact waits for the next frame, and for 35 ms besides, before it runs an effect. A test that ends within them
// would take the page away under it.
options.requestAnimationFrame = queueMicrotask;
