package io.synscope.settle;

import io.synscope.observation.SettlingTest;

/** One kind of separating test. */
interface Separator {
  /** {@return whether it could tell anything of this suspect} */
  boolean concerns(Suspect suspect);

  /** Makes the test. */
  SettlingTest test(Suspect suspect) throws InterruptedException;
}
