#!/bin/bash
# A two-node Slurm on this machine makes a dataset in 32 shards, while jobs are requeued, stopped and killed, the controller is killed and a node goes down.
# Its root hash must be that of one undisturbed process. Installs Slurm where it is missing (Debian, root), and stops all that it starts.
#
#   tests/slurm/run.sh [SHARDS]
set -euo pipefail
shards=${1:-32}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d /tmp/sceneforge-slurm.XXXXXX)
chmod 755 "$work"
export SLURM_CONF=$work/slurm.conf
declare -a daemons=()

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }

stop() {
  local code=$?
  for pid in "${daemons[@]}" $(cat "$work"/*.pid 2>/dev/null); do kill "$pid" 2>/dev/null || true; done
  sleep 1
  for pid in "${daemons[@]}" $(cat "$work"/*.pid 2>/dev/null); do kill -9 "$pid" 2>/dev/null || true; done
  if [ $code -eq 0 ]; then rm -rf "$work"; else say "Logs are in $work"; fi
}
trap stop EXIT

if ! command -v slurmctld slurmd sbatch munged >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq slurmctld slurmd slurm-client munge >/dev/null
fi

dotnet publish -c Release "$root/src/SceneForge.Cli" -o "$work/program" -v q -nologo
program=$work/program/sceneforge
spec=$("$root/tests/slurm/spec.py" "$root" "$work" "$shards")

# --- the machine: two nodes that are this one ---
mkdir -p "$work/state" "$work/spool-n1" "$work/spool-n2"
cat > "$SLURM_CONF" <<CONF
ClusterName=sceneforge
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=17000
SlurmUser=root
AuthType=auth/munge
AuthInfo=cred_expire=5,socket=$work/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=bf_interval=1,sched_interval=1,batch_sched_delay=0
JobRequeue=1
RequeueExit=75
RequeueExitHold=65
ReturnToService=2
KillWait=2
SlurmdTimeout=10
MinJobAge=300
StateSaveLocation=$work/state
SlurmctldPidFile=$work/slurmctld.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdSpoolDir=$work/spool-%n
SlurmdPidFile=$work/slurmd-%n.pid
SlurmdLogFile=$work/slurmd-%n.log
NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=17001 CPUs=2
NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=17002 CPUs=2
PartitionName=main Nodes=n1,n2 Default=YES State=UP
CONF

start_controller() { slurmctld -D & daemons+=($!); }

dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 status=none
chmod 600 "$work/munge.key"
munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" --log-file="$work/munged.log" --seed-file="$work/munge.seed" 2>"$work/munged.err" &
daemons+=($!)
sleep 1
start_controller >>"$work/controller.out" 2>&1
for node in n1 n2; do
  slurmd -D -N $node >>"$work/$node.out" 2>&1 &
  daemons+=($!)
done

wait_for() { # what, seconds, command...
  local what=$1 limit=$2; shift 2
  for ((i = 0; i < limit; i++)); do if "$@" >/dev/null 2>&1; then return 0; fi; sleep 1; done
  fail "$what did not happen within $limit s"
}
nodes_idle() { [ "$(sinfo -h -N -o %T | grep -c -E 'idle|mixed|allocated')" -eq 2 ]; }
wait_for "two nodes" 60 nodes_idle

# --- one undisturbed process ---
say "One process: $shards variations"
"$program" run "$spec" --out "$work/alone" --renderer raytrace --jobs 2 >"$work/alone.log" 2>&1
expected=$("$program" verify "$work/alone" | grep -o '[0-9a-f]\{64\}' | tail -1)

# --- the array, disturbed ---
submit() { SCENEFORGE=$program sbatch --parsable --chdir="$work" --cpus-per-task=1 --output="$work/job-%a.out" --array="$1%4" "$root/docs/batch/slurm.sh" "$spec" "$work/out" "$shards" --renderer raytrace; }
running() { squeue -h -t RUNNING -o '%i' | head -1; }
# The shard's process: it stands in for the batch script, whose last line is exec.
process_of() { pgrep -f "sceneforge run .*--shard ${1##*_}/$shards " | head -1; }
is_running() { [ -n "$(running)" ] && [ -n "$(process_of "$(running)")" ]; }
queue_empty() { [ -z "$(squeue -h)" ]; }

job=$(submit "0-$((shards - 1))")
say "Array $job: $shards shards on two nodes"
requeued=0 stopped=0 killed=0
for round in 1 2 3; do
  wait_for "a running shard" 120 is_running
  victim=$(running); scontrol requeue "$victim" && requeued=$((requeued + 1))
  sleep 2
  wait_for "a running shard" 120 is_running
  victim=$(running); kill -TERM "$(process_of "$victim")" 2>/dev/null && stopped=$((stopped + 1))
  sleep 2
  wait_for "a running shard" 120 is_running
  victim=$(running); kill -9 "$(process_of "$victim")" 2>/dev/null && killed=$((killed + 1))
  sleep 2
done
say "Requeued $requeued, stopped by SIGTERM $stopped, killed $killed"

wait_for "a running shard" 120 is_running
kill -9 "$(cat "$work/slurmctld.pid")"
sleep 2
rm -f "$work/slurmctld.pid"
start_controller >>"$work/controller.out" 2>&1
wait_for "the controller's return" 60 scontrol ping
say "Controller killed and started again"

scontrol update nodename=n2 state=down reason=test
sleep 3
# It may have come back by itself: its daemon is alive.
scontrol update nodename=n2 state=resume 2>/dev/null || true
wait_for "the node's return" 60 nodes_idle
say "Node n2 down and back"

# --- until nothing is missing ---
submissions=1
wait_for "the end of the array" 1800 queue_empty
while missing=$("$program" missing "$work/out" --shards "$shards"); [ -n "$missing" ]; do
  submissions=$((submissions + 1))
  [ $submissions -le 6 ] || fail "shards $missing are still missing"
  say "Submitting again: $missing"
  submit "$(echo "$missing" | tr -s ' \n' ',' | sed 's/,$//')" >/dev/null
  wait_for "the end of the array" 1800 queue_empty
done

actual=$("$program" verify "$work/out" | grep -o '[0-9a-f]\{64\}' | tail -1)
say "Alone:  $expected"
say "Slurm:  $actual"
[ "$expected" = "$actual" ] || fail "the datasets differ"
[ $requeued -gt 0 ] && [ $stopped -gt 0 ] && [ $killed -gt 0 ] || fail "nothing was disturbed"
say "PASSED: $shards shards, $submissions submissions, same root hash"
