#!/bin/bash
# Goal: saving a zone file is enough, whatever way it is saved.
. "$(dirname "$0")/save.sh"

# ---- one file, in all ways ----

mkdir elsewhere
zone 10.0.0.2 >zone
start zone
in_place() { cat new >zone; }
save 'written in place' in_place
save 'and again, within the same second' in_place
save 'cp' cp new zone
save 'mv' mv new zone
from_elsewhere() { mv new elsewhere/zone && mv elsewhere/zone .; }
save 'mv from another directory' from_elsewhere
keep_time() { touch -r zone new && mv new zone; }
save 'with the time stamp of before' keep_time
by_sed() { sed -i "s/^www.*/www.save.test $address/" "$1"; }
save 'sed -i' by_sed zone
by_tee() { tee zone <new >/dev/null; }
save 'tee' by_tee
save 'dd without truncating' dd if=new of=zone conv=notrunc status=none
save 'install' install -m 644 new zone
renames() { mv zone zone~ && cp new zone; }
emacs()
{
    ln -s me@here.1:2 '.#zone'
    briefly renames
    rm '.#zone'
}
save "emacs' way" emacs
vi_renames()
{
    : >4913 && rm 4913 && : >.zone.swp
    briefly renames
    rm zone~ .zone.swp
}
save "vi's way" vi_renames
hard_link() { rm zone && ln new zone; }
save 'a hard link' briefly hard_link
delete_create() { rm zone && sleep "$1" && cp new zone; }
briefly delete_create 0 # a file of one name again
save 'deleted and created' briefly delete_create 0.02
slowly()
{
    { head -n 2 new; sleep 0.05; tail -n +3 new; } >zone
}
save 'truncated and written slowly' slowly
kept_open()
{
    exec 9>zone
    cat new >&9
}
save 'written by who keeps it open' kept_open
exec 9>&-
if command -v vim >/dev/null; then
    vim_saves()
    {
        timeout 10 vim -u NONE -i NONE -n -es -c 'set backup writebackup' \
            -c "set backupcopy=$1" -c "%s/^www.*/www.save.test $address/" \
            -c 'wq' zone </dev/null >/dev/null 2>&1
    }
    save 'vim, which writes in place' vim_saves yes
    save 'vim, which renames' vim_saves no
fi
if command -v ed >/dev/null; then
    by_ed() { printf ',s/^www.*/www.save.test %s/\nw\nq\n' "$address" | ed -s zone; }
    save 'ed' by_ed
fi
if command -v emacs >/dev/null; then
    by_emacs()
    {
        emacs -Q --batch zone --eval \
            "(progn (erase-buffer) (insert-file-contents \"new\") (save-buffer))" \
            2>/dev/null
    }
    save 'emacs' by_emacs
fi
if command -v rsync >/dev/null; then
    save 'rsync' rsync -t new zone
fi
if command -v git >/dev/null; then
    git init -q . && git config user.email a@b && git config user.name a
    git add -f zone && git commit -qm 1
    next
    zone "$address" >zone && git commit -qam 2
    git_back() { git checkout -q HEAD~1 && git checkout -q -; }
    git_back
    served 'git, back and forth'
fi
check 'the same worker all the time' 0 "$(grep -c hiring log)"
no_mistake 'nothing of it was a mistake'

# ---- what is no change ----

loads()
{
    grep -c 'loaded in' log
}
kill -HUP "$server"
until_true 10 log_says 'nothing changed' # what was before is loaded, and told
: >log
touch zone
cp zone new && mv new zone
cat zone >same && cat same >zone
: >4913 && rm 4913
: >.zone.swp && rm .zone.swp
ln -s nowhere '.#zone' && rm '.#zone'
cp zone zone~
sleep 0.5
check 'a touch, the same text, and other files are nothing' 0 "$(loads)"
check 'and nothing is said' 0 "$(grep -c 'nothing changed' log)"
kill -HUP "$server"
until_true 10 log_says 'nothing changed: serving serial [0-9]*, loaded at [0-9:]*$'
check 'but SIGHUP is confirmed' 0 $?
check 'without a swap' 0 "$(loads)"

# ---- serials ----

serial()
{
    ask save.test SOA | cut -d ' ' -f 3
}
first=$(serial)
for i in 1 2 3 4 5; do
    save "five saves in a second ($i)" in_place
done
check 'are five serials' $((first + 5 <= $(serial))) 1
next
zone "$address" >new && touch -d 2001-01-01 new
first=$(serial)
mv new zone
served 'an older file'
check 'and the serial does not go back' 1 $((first < $(serial)))
stop
check 'it ends' 0 "$code"

# ---- one of two ----

# A load that another file calls for finds that one is away: it comes back.
echo '$ZONE other.test' >other
start zone other
delete_slowly()
{
    rm zone && echo 'www.other.test 10.0.0.9' >>other && sleep 0.12 && cp new zone
}
save 'away while another is saved' briefly delete_slowly
gives 'which is loaded, too' 10.0.0.9 www.other.test
no_mistake 'and was no mistake'
stop

# ---- links ----

mkdir -p map/..1
next
zone "$address" >map/..1/a.zone
ln -s ..1 map/..data
ln -s ..data/a.zone map/a.zone
ln -s map/a.zone link
switch()
{
    local old
    old=$(readlink map/..data)
    mkdir "map/..$last" && cp new "map/..$last/a.zone"
    ln -s "..$last" map/..tmp && mv -T map/..tmp map/..data
    rm -r "map/$old"
}
start link
served 'a link to a link'
save 'a switch, as in a ConfigMap' switch
save 'and again' switch
behind() { cat new >map/..data/a.zone; }
save 'the file behind the links' behind
another() { cp new other && ln -sfn other link; }
save 'ln -sfn' another
taken_away() { cp new third && rm link && ln -s third link; }
save 'a link that is removed and made' taken_away
stop
start "$here/map"
switch
served 'the map as a directory'
save 'a switch in a directory' switch
stop
mkdir -p far/deep
ln -s "$here/map/a.zone" far/deep/link
start "$here/far/deep/link"
served 'a map that a link from elsewhere leads to'
save 'is switched' switch
save 'and again, when what was there at the start is gone' switch
stop
release()
{
    mkdir -p "app/releases/$last/zones"
    cp new "app/releases/$last/zones/a.zone"
    ln -s "releases/$last" app/next && mv -T app/next app/current
}
next
zone "$address" >new && release
start "$here/app/current/zones"
served 'a directory behind a link'
save 'a link above a directory is switched' release
stop

# ---- directories ----

mkdir -p up/zones
zone 10.0.0.3 | sed 's/save.test/rest.test/' >up/zones/rest
start --read "$here" up/zones # all of it will be replaced
check 'not there yet' '' "$(ask www.save.test)"
new_file() { cp new up/zones/a.zone; }
save 'a file is new in a directory' new_file
save 'it is written' new_file
renamed_there() { mv new up/zones/a.zone; }
save 'it is replaced' renamed_there
rm up/zones/a.zone
until_true 10 answers '' www.save.test
check 'it is removed' '' "$(ask www.save.test)"
moved_in() { mv new up/zones/b.zone; }
save 'one is moved in' moved_in
mv up/zones/b.zone .
until_true 10 answers '' www.save.test
check 'it is moved out' '' "$(ask www.save.test)"
mv b.zone up/zones
served 'and in again'
save 'sed -i in a directory' by_sed up/zones/b.zone
check 'of which nothing was a mistake' '' "$(grep -B 1 'not loaded' log)"
mv up away
until_true 10 log_says 'not loaded'
check 'the directory above is gone' "$address" "$(ask www.save.test)"
away() { mv new away/zones/b.zone && mv away up; }
save 'and comes back, changed' away
rm -r up
until_true 10 answers "$address" www.save.test
check 'all of it is removed' "$address" "$(ask www.save.test)"
anew()
{
    mkdir up && sleep 0.05 && mkdir up/zones && sleep 0.05 &&
        cp new up/zones/c.zone
}
save 'and made anew' anew
swapped()
{
    mkdir zones2 && mv new zones2/d.zone
    mv up/zones old && mv zones2 up/zones
}
save 'two directories change places' swapped
stop

# ---- $INCLUDE ----

included()
{
    printf 'www 60 A %s\n' "$address" >"$1"
}
mkdir inc inc/deep
cat >master <<'Z'
$ORIGIN save.test.
@ 60 SOA ns host 1 2 3 4 5
@ 60 NS ns
ns 60 A 10.0.0.1
$INCLUDE inc/one
Z
echo '$INCLUDE deep/two' >inc/one
next
included inc/deep/two
start "$here/master"
served 'an included file'
next
included inc/deep/two
served 'it is changed'
next
included three && mv three inc/deep/two
served 'it is replaced'
echo '$INCLUDE deep/missing' >inc/one
until_true 10 log_says 'not loaded'
contains 'one that is missing' 'cannot read' "$(cat log)"
next
included inc/deep/missing
served 'it comes'
stop

# ---- by other names ----

rm -rf near && mkdir near
next
zone "$address" >near/twin
rm -f zone && ln near/twin zone
start zone
by_twin() { cat new >near/twin; }
save 'written by another name' by_twin
stop
# as docker run --volume "$PWD/zone:/etc/zone" has it
rm zone near/twin && : >zone && zone "$address" >near/twin
if unshare -m mount --bind near/twin zone 2>/dev/null; then
    cat >in_mount <<END
#!/bin/sh
exec unshare -m sh -c 'mount --bind near/twin zone && exec "\$0" "\$@"' "$twigd" "\$@"
END
    chmod 755 in_mount
    twigd=$here/in_mount start zone
    save 'a file that is mounted' by_twin
    stop
else
    ok 'a file that is mounted # skip: no right to mount'
fi
