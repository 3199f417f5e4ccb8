#!/usr/bin/env bash
# The pan command. Builds itself on first use and whenever its sources are newer; then starts Java directly.
#   JAVA_HOME      the JDK to use (17 or newer); else java on the PATH
#   PAN_JAVA_OPTS  more JVM options, such as -Xmx8g
#   DJL_CACHE_DIR  where PyTorch's native library is unpacked; else ~/.cache/pan/djl
set -euo pipefail

self=$(readlink -f "${BASH_SOURCE[0]}")
home=${self%/*}
# The commands of the bench lie in a jar of their own.
case ${1:-} in
  compare | benchmark | growth) module=bench name=pan-bench others=() ;;
  *) module=cli name=pan others=(! -path "$home/bench/*") ;;
esac
target=$home/$module/target
jar=$target/$name.jar
archive=$target/$name.jsa
log=$target/build.log
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() { echo "pan: $*" >&2; exit 1; }

maven() {
  # The wrapper where it has its Maven already, else the one on the PATH, else the wrapper fetches one.
  local cached=("${MAVEN_USER_HOME:-$HOME/.m2}"/wrapper/dists/apache-maven-*)
  if [[ ! -e ${cached[0]} ]] && command -v mvn >/dev/null; then
    (cd "$home" && mvn "$@")
  else
    (cd "$home" && ./mvnw "$@")
  fi
}

stale() {
  [[ ! -e $jar || -n $(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main ${others[@]+"${others[@]}"} -newer "$jar" -print -quit) ]]
}

build() {
  mkdir -p "$target" "$home/cli/target"
  # One build at a time, where two commands start together.
  if command -v flock >/dev/null; then
    exec 9>"$home/cli/target/.lock"
    flock 9
    stale || return 0
  fi
  echo "Building PAN (after a fresh clone this takes a minute or two)..." >&2
  rm -f "$archive"
  maven -B -ntp -Dmaven.test.skip=true -pl $module -am package >"$log" 2>&1 </dev/null \
    || { grep -E "^\[(ERROR|WARNING)\] (/|Failed)" "$log" | head -n 20 >&2; fail "the build failed; all of its output is in $log"; }
  touch "$jar"
  remember_classes || rm -f "$archive"
  exec 9>&-
}

remember_classes() {
  # The classes of a start, parsed and laid out once: a start then takes a quarter of a second instead of more than half.
  "$java" "${options[@]}" -XX:DumpLoadedClassList="$target/classes.lst" -jar "$jar" --version
  "$java" "${options[@]}" -Xshare:dump -XX:SharedClassListFile="$target/classes.lst" -XX:SharedArchiveFile="$archive" -jar "$jar"
} >>"$log" 2>&1

heap_mib() {
  # A quarter of the memory, at most 4 GiB.
  local kib=16777216
  [[ -r /proc/meminfo ]] && while read -r name value _; do [[ $name == MemTotal: ]] && kib=$value && break; done </proc/meminfo
  local mib=$((kib / 4096))
  echo $((mib < 4096 ? mib : 4096))
}

command -v "$java" >/dev/null || fail "no java found: install a JDK 17 or newer, and set JAVA_HOME or put it on the PATH."

options=(
  # What is short-lived goes through a ninth of the heap, so that not the whole heap is touched before it is needed.
  "-Xmx$(heap_mib)m" -XX:+UseParallelGC -XX:NewRatio=8 -Xshare:auto
  -Dai.djl.offline=true -DOPT_OUT_TRACKING=true "-DDJL_CACHE_DIR=${XDG_CACHE_HOME:-$HOME/.cache}/pan/djl"
  "-Dpan.home=$home"
  # Threads of PyTorch spin while they wait: with one for every core they take the cores from the thread that prepares rows.
  "-Dai.djl.pytorch.num_threads=$(( ($(nproc 2>/dev/null || echo 2) + 1) / 2 ))" -Dai.djl.pytorch.num_interop_threads=1
)
# The bench starts the plain command: it is built beforehand, not while it is measured.
[[ $module == bench ]] && "$self" --version >/dev/null
if stale; then build; fi
[[ -e $archive ]] && options+=("-XX:SharedArchiveFile=$archive" -Xlog:cds=off -Xlog:cds+dynamic=off)
[[ -t 2 ]] && options+=("-Dpan.columns=${COLUMNS:-$(tput cols 2>/dev/null || echo 80)}")
# Threads of PyTorch that wait for work sleep: spinning ones starve each other on a machine that does other work too.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-PASSIVE}
# shellcheck disable=SC2086
exec "$java" "${options[@]}" ${PAN_JAVA_OPTS:-} -jar "$jar" "$@"
