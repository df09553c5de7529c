import { describeCompiler } from "./describe-compiler.js";

describeCompiler("5.9");
