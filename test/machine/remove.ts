/** Removes what an interrupted run has left: node --require ./test/support/register.cjs test/machine/remove.ts */
import { EmulatedMachine } from "./emulated-machine";

void EmulatedMachine.clear();
