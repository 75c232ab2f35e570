//! libvirt's domain elements and attributes; written by `cargo xtask codegen vocabulary`, not by hand.

use super::value::{ValueClass as C, Words};

/// All names and words, sorted, end to end.
pub(super) static NAMES: &str = "\
11.216550a22.03802.1Qbg802.1Qbhaarch64abortabsoluteac97accelaccel2daccel3daccelerationaccessaccessmodeacpiacpi-ersta\
ctionactive-commitactive_pcr_banksactualadapteraddressadjustmentaesagentsockaiaaioaliasalignment_faultsalignsizealla\
llocationallowallow-exclusivealphaalsaalt-altalwaysam53c974amdanonymousanyapicaplicaplic-imsicappendappidarcharmv6la\
rmv7larmvtimerartsassetassociativityasync-teardownatsaudioaudit_controlaudit_writeauthauthorKeyautoauto_glzauto_lzau\
todeflateautoportaverageavicaw_bitsbackendbackenddomainbackingStorebandwidthbarbasebaseBoardbaselabelbasisbatchbhyve\
binbinarybindbiosbitsblkiotuneblobblockblock_suspendblockiobochsbootbootloaderbootloader_argsbootmenubothbranch_inst\
ructionsbranch_missesbridgebrokenbufferCountbufferLengthbuiltinburstbusbusNrbus_cyclesbuslogicbytescachecache_misses\
cache_referencescachetunecaching_modecapabilitiescatchupcbitposccf-assistccidccwcdromcellcellidcephcertificatecfpcch\
annelchannelscharchassischassisNrcheckchownchrootcidciphercirrusclassclassIDclientclientNameclipboardclockcloopclose\
dclusterscmd_per_luncmdlinecmdqvcmtcoalescecodecodeccompressionconfigconnectconnectPortsconnectedconnectionidconsole\
context_switchescontrollercookiecookiescopycopy_on_readcopypastecoreaudiocoredump-destroycoredump-restartcorescountc\
owcpucpu_clockcpu_cyclescpu_migrationscpuscpusetcputunecriscryptocssidcsumctlctrl-ctrlctrl-scrolllockcurrentcurrentA\
ddresscurrentMemorycursorcustomcylsdac_overridedac_read_searchdatadataStoredatabasedatedbusdc390deadebugdefaultdefau\
ltModedefaultiothreaddelaydenydeprecated_featuresdescriptiondesktopdestroydetect_zeroesdevdevicedevicesdevnodhCertdi\
ag288diesdimmdirdirectdirectsyncdirty-ringdisabledisableddiscarddiscard_granularitydiscard_no_unrefdisconnectdisconn\
ecteddiskdisplaydistancesdma_translationdmgdmi-to-pci-bridgedmodedomaindowndownscriptdpofuadrivedriverdspPolicydtbdu\
mpdumpCoreduplexdynamicdynamicMemslotse820_hostecnedidefiegdegl-headlessehcieimemsr_bitmapemulateemulation_faultsemu\
latoremulator_periodemulator_quotaemulatorpinemulatorschedenableenabledencryptionendenergytuneengineenospaceenrolled\
-keysentryeoierror_policyes1370esdethernetevdeveventevent_idxevmcsexactexactNameexcludeexclusiveexeextendedexternalf\
32failfallbackfamilyfatfaultfc_hostfdfdcfdgroupfeaturefeaturesfibrechannelfidfifofilefilesystemfiletransferfilterfil\
teredfilterreffips-hostfirmwarefixedfixed-ccdfixed-ibsfixed-nafixedSettingsflockfloorfloppyflushfmodeforbidforceforc\
e-sharedformatfownerfqdnframesfreePageReportingfrequenciesfrequencyfsetidftpftpsfullfullscreenfunctionfwcfggatewayge\
neratedgenidgeometrygicgidglglobal_periodglobal_quotaglusterglzgopgrabgrabTogglegranulegraphicsgroupgroup_namegrowgs\
oguestguestResetguestVisibleWorkaroundsguestfwdhandlehaphard_limithashhdheadshiddenhint-dedicatedhosthost-certificat\
eshost-modelhost-passthroughhostDatahostdevhostnamehotplughotpluggablehpethpthtmhttphttpshubhugepageshvfhvmhwuuidhyp\
ervhypervclocki6300esbi686i82801b11-bridgeia64ib700ibmvscsiibsich6ich7ich9ich9-ehci1ich9-uhci1ich9-uhci2ich9-uhci3id\
idAuthidBlockideidentityidleidmapignoreimageimagelabelimmediateinboundindexinitinitarginitdirinitenvinitgroupinitiat\
orinitrdinituserinject-nmiinputinputsinsecureinstanceidinstructionsintelinterconnectsinterfaceinterfaceidinterleavei\
nternalintervalintremapioio_uringioapiciobaseioeventfdioh3420iommuiommufdiothreadiothread_periodiothread_quotaiothre\
adidsiothreadpiniothreadsiothreadschediotlbiotuneipipc_lockipc_owneripiipv4ipv6iqnirqisaisa-debugisa-debugconisa-ser\
ialiscsiisoisolateditcoivgenivshmemivshmem-doorbellivshmem-plainjackjobjpegkeepkernelkernelHasheskeykeyboardkeyfilek\
eymapkeywrapkillknownHostskqemukvmkvmclocklabellabelskiplatencylatency-histogramlaunchSecuritylbaleaselevellibrbdlib\
virtlimitlinelinklinuxlinux_immutablelistenlkcflm32loaderloadparmlocallocaltimelocationlocklockedlockspaceloglogFile\
logical_block_sizeloongarch64looplsilogiclsisas1068lsisas1078luksluks-anyluks2lunlxclzm68kmacmacTableManagermac_admi\
nmac_overridemachinemainmanagedmanageridmandatorymanualmanufacturermappedmastermatchmaxmaxEventChannelsmaxGrantFrame\
smaxMemorymax_sectorsmax_sizemaximummaxpagesizemaxphysaddrmbmlmbmtmcastmdevmemAccessmemReservememballoonmemfdmemnode\
memorymemoryBackingmemorytunememtunemergemeta-metametadatametadata_cachemetricmicromicroblazemicroblazeelmidonetmigr\
atablemigrationmin_guaranteeminimummipsmips64mips64elmipselmirrormiscmissingmixingEnginemknodmodemodelmonitormountmo\
usemrConfigIdmrOwnermrOwnerConfigmrg_rxbufmsdmmsimsrsmtpmtumultiUsermultichannelmultidevsmultifunctionnamenamespacen\
ativenativeModenbdncr53c90nec-xhcinested-hvnetnet_adminnet_bind_servicenet_broadcastnet_rawnetmasknetworknevernfsnmd\
mnonodenodemasknodesetnonenosharepagesnullnumanumatunenvdimmnvmenvramoasoemStringsoffoffsetonon_crashon_lockfailureo\
n_poweroffon_rebootondemandopenopenfilesopenriscopenvswitchopenvzoptionalorderosossoutboundoutputp2ppackedpaepagepag\
e_faultspage_faults_majpage_faults_minpage_per_vqpagesizepanicparallelparameterparametersparavirtparentparent_fabric\
_wwnparent_wwnnparent_wwpnparentaddrpariscparisc64partialpartitionpassphrasepasstpassthroughpasswdpasswdValidTopathp\
ausepcipci-bridgepci-expander-buspci-ohcipci-rootpci-serialpciBuspcie-expander-buspcie-pci-bridgepcie-rootpcie-root-\
portpcie-switch-downstream-portpcie-switch-upstream-portpcie-to-pci-bridgepcihole64pcspkpeakpeerperfperiodpersistent\
persistent_statepflashphypphysical_block_sizepiix3piix3-uhcipiix4piix4-uhcipipepipewirepitpivotpl011placementplatfor\
mplaybackplooppmpmempmupolicypollpoll-controlpoolportportForwardportgroupportgroupidportidportsposixpowerControlpowe\
roffppcppc64ppc64leppcembpreferredprefixpresentpreservepreserve-runningprimarypriorityprivateprivateDataprivnetprodu\
ctprofileprofileidprotoprotocolps2pseriespstoreptypulseaudiopv-ipipvpanicpvspinlockpxbpxb-pcieqcowqcow2qedqemuqemu-v\
dagentqemu-xhciqueryqueuequeue_sizequeuesquicquotaquoteGenerationServicequsb1qusb2qxlramramfbrandomrangerasraterawra\
wiorawsetrbdrdmardpreadread_bytes_secread_bytes_sec_maxread_bytes_sec_max_lengthread_iops_secread_iops_sec_maxread_i\
ops_sec_max_lengthreadaheadreadonlyreadyrealtimerebootTimeoutreconnectrecordredirdevredirfilterreducedPhysBitsreenli\
ghtenmentref_cpu_cyclesregrelabelrelaxedreleaseremapremovableremoveDisabledrename-restartrendernoderepeatreplaceUser\
reportrequestedrequirerequiredrequisitererror_policyreservationsresetresizingresolutionresourcerestartrestrictiveret\
riesrilriscv32riscv64rngroleromrootrotation_raterouterrrssrss_hash_reportrtcruntimeruntimeDirrxrx_queue_sizes16s32s3\
90s390-pvs390xs8sandboxsatasb16sbbcschedulersclpsclp-serialsclpconsolesclplmsclplmconsolescriptscrolllockscsiscsi_ho\
stsdsdlseclabelsecondssecretsecssecuresecure-bootserialserverserverNameservicesessionsetfcapsetgidsetpcapsettingsset\
uidsevsev-snpsgiosgx-epcsh4sh4ebsha1sha256sha384sha512shareBackingsharePolicyshare_ptshareablesharedsharessheepdogsh\
ift-shiftshimshmemshrinkshutdownsiblingsizesize_iops_secskuslaveslewslicsliceslicesslotslotssmartcardsmbiossmmsmmuv3\
smpsafesnapshotsndbufsocketsocketssoft_limitsoundsourcespace_hard_limitspace_soft_limitspapr-pci-host-bridgespapr-tp\
m-proxyspapr-viospapr-vio-serialspapr-vtysparcsparc64spicespiceportspicevmcspinlockssquashsshssidssidsizesslstalled_\
cycles_backendstalled_cycles_frontendstartstartportstartupPolicystatestatelessstaticstatisticstatisticsstatsstdiosti\
merstopstoragestreamNamestreamingstreamsstrictsubsystemsuspend-to-disksuspend-to-memswap_hard_limitswitchidsync_ptsy\
nicsys_adminsys_bootsys_chrootsys_modulesys_nicesys_pacctsys_ptracesys_rawiosys_resourcesys_timesys_tty_configsysinf\
osyslogsystemsystem-serialtabletablettagtaggedtaptargettask_clocktb-cachetcgtcptdxteamingtelnettelnetstemplatetempla\
teFormattesttftpthread_poolthread_pool_maxthread_pool_minthreadsthresholdthrottlefilterthrottlefiltersthrottlegroupt\
hrottlegroupstickpolicytimeouttimertimerPeriodtimezonetitletlbflushtlstlsHostnametlsPorttotopologytotal_bytes_sectot\
al_bytes_sec_maxtotal_bytes_sec_max_lengthtotal_iops_sectotal_iops_sec_maxtotal_iops_sec_max_lengthtpmtpm-crbtpm-spa\
prtpm-tistracktranstransienttransporttraytrunktrustGuestRxFilterstryMMaptryPolltsctsegtso4tso6ttytunetx_queue_sizetx\
modetypetypeidtypeidversionu16u32u8udpufouidumlunassignedunfilteredunicore32uninitializedunique_idunitunitsunixunkno\
wnunmapunsafeuntaggedupusageusbusb-botusb-serialusb-storageusbdevusbrediruserusernameuseserialutcuuidvaluevapicvaria\
blevarstorevboxvcvcekvcpuvcpupinvcpusvcpuschedvdivdpavdsvectorsvendorvendor_idvepaverifyversionvfiovfio-apvfio-ccwvf\
io-pcivgavgaconfvgamemvhdvhostvhost-user-gpuvhost-user-vgavhostuservhostvdpavideoviridianvirtiovirtio-gpuvirtio-gpu-\
glvirtio-memvirtio-mmiovirtio-non-transitionalvirtio-pmemvirtio-scsivirtio-serialvirtio-transitionalvirtio-vgavirtio\
-vga-glvirtiofsvirtualizationvirtualportvlanvmcoreinfovmdkvmportvmpvscsivmvgavmwarevncvoicesvolumevpcvpindexvramvram\
64vsockvt82c686b-uhcivxhsvzwaitwake_alarmwallwarnwatchdogwebsocketweightworkaroundwritewriteFilteringwrite_bytes_sec\
write_bytes_sec_maxwrite_bytes_sec_max_lengthwrite_iops_secwrite_iops_sec_maxwrite_iops_sec_max_lengthwritebackwrite\
throughwrpolicywwnwwnnwwpnxx3130-upstreamx86_64xattrxauthxenxenbusxenpvhxio3130-downstreamxmm_inputxtensaxtensaebxts\
upyyeszlibzonezpci\
";

/// How long each name is.
pub(super) static NAME_LENGTHS: [u8; 1223] = [
    1, 3, 6, 1, 3, 1, 8, 8, 7, 5, 8, 4, 5, 7, 7, 12, 6, 10, 4, 9, 6, 13, 16, 6, 7, 7, 10, 3, 9, 3, 3, 5, 16, 9, 3,
    10, 5, 15, 5, 4, 7, 6, 8, 3, 9, 3, 4, 5, 11, 6, 5, 4, 6, 6, 9, 4, 5, 13, 14, 3, 5, 13, 11, 4, 9, 4, 8, 7, 11, 8,
    7, 4, 7, 7, 13, 12, 9, 3, 4, 9, 9, 5, 5, 5, 3, 6, 4, 4, 4, 9, 4, 5, 13, 7, 5, 4, 10, 15, 8, 4, 19, 13, 6, 6, 11,
    12, 7, 5, 3, 5, 10, 8, 5, 5, 12, 16, 9, 12, 12, 7, 7, 10, 4, 3, 5, 4, 6, 4, 11, 4, 7, 8, 4, 7, 9, 5, 5, 6, 3, 6,
    6, 5, 7, 6, 10, 9, 5, 5, 6, 8, 11, 7, 5, 3, 8, 4, 5, 11, 6, 7, 12, 9, 12, 7, 16, 10, 6, 7, 4, 12, 9, 9, 16, 16,
    5, 5, 3, 3, 9, 10, 14, 4, 6, 7, 4, 6, 5, 4, 3, 9, 15, 7, 14, 13, 6, 6, 4, 12, 15, 4, 9, 8, 4, 4, 5, 3, 5, 7, 11,
    15, 5, 4, 19, 11, 7, 7, 13, 3, 6, 7, 5, 6, 7, 4, 4, 3, 6, 10, 10, 7, 8, 7, 19, 16, 10, 12, 4, 7, 9, 15, 3, 17,
    5, 6, 4, 10, 6, 5, 6, 9, 3, 4, 8, 6, 7, 15, 9, 3, 4, 3, 3, 12, 4, 3, 11, 7, 16, 8, 15, 14, 11, 13, 6, 7, 10, 3,
    10, 6, 8, 13, 5, 3, 12, 6, 3, 8, 5, 5, 9, 5, 5, 9, 7, 9, 3, 8, 8, 3, 4, 8, 6, 3, 5, 7, 2, 3, 7, 7, 8, 12, 3, 4,
    4, 10, 12, 6, 8, 9, 9, 8, 5, 9, 9, 8, 13, 5, 5, 6, 5, 5, 6, 5, 12, 6, 6, 4, 6, 17, 11, 9, 6, 3, 4, 4, 10, 8, 5,
    7, 9, 5, 8, 3, 3, 2, 13, 12, 7, 3, 3, 4, 10, 7, 8, 5, 10, 4, 3, 5, 10, 23, 8, 6, 3, 10, 4, 2, 5, 6, 14, 4, 17,
    10, 16, 8, 7, 8, 7, 12, 4, 3, 3, 4, 5, 3, 9, 3, 3, 6, 6, 11, 8, 4, 16, 4, 5, 8, 3, 4, 4, 4, 10, 10, 10, 10, 2,
    6, 7, 3, 8, 4, 5, 6, 5, 10, 9, 7, 5, 4, 7, 7, 7, 9, 9, 6, 8, 10, 5, 6, 8, 10, 12, 5, 13, 9, 11, 10, 8, 8, 8, 2,
    8, 6, 6, 9, 7, 5, 7, 8, 15, 14, 11, 11, 9, 13, 5, 6, 2, 8, 9, 3, 4, 4, 3, 3, 3, 9, 12, 10, 5, 3, 8, 4, 5, 7, 16,
    13, 4, 3, 4, 4, 6, 12, 3, 8, 7, 6, 7, 4, 10, 5, 3, 8, 5, 9, 7, 17, 14, 3, 5, 5, 6, 7, 5, 4, 4, 5, 15, 6, 4, 4,
    6, 8, 5, 9, 8, 4, 6, 9, 3, 7, 18, 11, 4, 8, 10, 10, 4, 8, 5, 3, 3, 2, 4, 3, 15, 9, 12, 7, 4, 7, 9, 9, 6, 12, 6,
    6, 5, 3, 16, 14, 9, 11, 8, 7, 11, 11, 4, 4, 5, 4, 9, 10, 10, 5, 7, 6, 13, 10, 7, 5, 9, 8, 14, 6, 5, 10, 12, 7,
    10, 9, 13, 7, 4, 6, 8, 6, 6, 4, 7, 12, 5, 4, 5, 7, 5, 5, 10, 7, 13, 9, 4, 3, 4, 3, 3, 9, 12, 9, 13, 4, 9, 6, 10,
    3, 8, 8, 9, 3, 9, 16, 13, 7, 7, 7, 5, 3, 4, 2, 4, 8, 7, 4, 12, 4, 4, 8, 6, 4, 5, 3, 10, 3, 6, 2, 8, 14, 11, 9,
    8, 4, 9, 8, 11, 6, 8, 5, 2, 3, 8, 6, 3, 6, 3, 4, 11, 15, 15, 11, 8, 5, 8, 9, 10, 8, 6, 17, 11, 11, 10, 6, 8, 7,
    9, 10, 5, 11, 6, 13, 4, 5, 3, 10, 16, 8, 8, 10, 6, 17, 15, 9, 14, 27, 25, 18, 9, 5, 4, 4, 4, 6, 10, 16, 6, 4,
    19, 5, 10, 5, 10, 4, 8, 3, 5, 5, 9, 8, 8, 5, 2, 4, 3, 6, 4, 12, 4, 4, 11, 9, 11, 6, 5, 5, 12, 8, 3, 5, 7, 6, 9,
    6, 7, 8, 16, 7, 8, 7, 11, 7, 7, 7, 9, 5, 8, 3, 7, 6, 3, 10, 6, 7, 10, 3, 8, 4, 5, 3, 4, 12, 9, 5, 5, 10, 6, 4,
    5, 22, 5, 5, 3, 3, 5, 6, 5, 3, 4, 3, 5, 6, 3, 4, 3, 4, 14, 18, 25, 13, 17, 24, 9, 8, 5, 8, 13, 9, 6, 8, 11, 15,
    15, 14, 3, 7, 7, 7, 5, 9, 14, 14, 10, 6, 11, 6, 9, 7, 8, 9, 13, 12, 5, 8, 10, 8, 7, 11, 7, 3, 7, 7, 3, 4, 3, 4,
    13, 5, 2, 3, 15, 3, 7, 10, 2, 13, 3, 3, 4, 7, 5, 2, 7, 4, 4, 4, 9, 4, 11, 11, 6, 13, 6, 10, 4, 9, 2, 3, 8, 7, 6,
    4, 6, 11, 6, 6, 10, 7, 7, 7, 6, 7, 8, 6, 3, 7, 4, 7, 3, 5, 4, 6, 6, 6, 12, 11, 8, 9, 6, 6, 8, 11, 4, 5, 6, 8, 7,
    4, 13, 3, 5, 4, 4, 5, 6, 4, 5, 9, 6, 3, 6, 7, 8, 6, 6, 7, 10, 5, 6, 16, 16, 21, 15, 9, 16, 9, 5, 7, 5, 9, 8, 9,
    6, 3, 4, 8, 3, 22, 23, 5, 9, 13, 5, 9, 6, 9, 10, 5, 5, 6, 4, 7, 10, 9, 7, 6, 9, 15, 14, 15, 8, 7, 5, 9, 8, 10,
    10, 8, 9, 10, 9, 12, 8, 14, 7, 6, 6, 13, 5, 6, 3, 6, 3, 6, 10, 8, 3, 3, 3, 7, 6, 7, 8, 14, 4, 4, 11, 15, 15, 7,
    9, 14, 15, 13, 14, 10, 7, 5, 11, 8, 5, 8, 3, 11, 7, 2, 8, 15, 19, 26, 14, 18, 25, 3, 7, 9, 7, 5, 5, 9, 9, 4, 5,
    19, 7, 7, 3, 4, 4, 4, 3, 4, 13, 6, 4, 6, 13, 3, 3, 2, 3, 3, 3, 3, 10, 10, 9, 13, 9, 4, 5, 4, 7, 5, 6, 8, 2, 5,
    3, 7, 10, 11, 6, 8, 4, 8, 9, 3, 4, 5, 5, 8, 8, 4, 2, 4, 4, 7, 5, 9, 3, 4, 3, 7, 6, 9, 4, 6, 7, 4, 7, 8, 8, 3, 7,
    6, 3, 5, 14, 14, 9, 9, 5, 8, 6, 10, 13, 10, 11, 23, 11, 11, 13, 19, 10, 13, 8, 14, 11, 4, 10, 4, 6, 8, 5, 6, 3,
    6, 6, 3, 7, 4, 6, 5, 14, 4, 2, 4, 10, 4, 4, 8, 9, 6, 10, 5, 14, 15, 19, 26, 14, 18, 25, 9, 12, 8, 3, 4, 4, 1,
    14, 6, 5, 5, 3, 6, 6, 18, 9, 6, 8, 5, 1, 3, 4, 4, 4,
];

/// Where every sixteenth name starts.
pub(super) static NAME_STARTS: [u16; 77] = [
    0, 86, 203, 315, 434, 556, 648, 790, 911, 1010, 1120, 1275, 1384, 1503, 1633, 1780, 1894, 2030, 2140, 2239,
    2351, 2460, 2575, 2674, 2820, 2914, 3022, 3125, 3263, 3402, 3491, 3601, 3716, 3818, 3921, 4061, 4182, 4327,
    4428, 4542, 4655, 4755, 4862, 5014, 5145, 5326, 5453, 5552, 5679, 5782, 5888, 6009, 6181, 6328, 6433, 6523,
    6634, 6741, 6853, 6945, 7092, 7234, 7354, 7512, 7619, 7771, 7930, 8083, 8161, 8264, 8367, 8451, 8573, 8758,
    8847, 9043, 9153,
];

/// The words of the classes, by the number of their name.
pub(super) static WORDS: [u16; 798] = [
    0, 3, 5, 1, 4, 2, 476, 477, 705, 733, 885, 887, 961, 1106, 3, 5, 379, 6, 7, 587, 662, 8, 38, 52, 53, 184, 401,
    403, 519, 531, 542, 585, 586, 592, 593, 594, 595, 661, 689, 690, 754, 755, 756, 757, 856, 857, 874, 876, 914,
    915, 962, 963, 1092, 1207, 1215, 1216, 9, 732, 1219, 10, 523, 1045, 1113, 1117, 11, 283, 407, 408, 409, 715,
    880, 1104, 1150, 16, 811, 1191, 19, 21, 168, 24, 478, 1143, 25, 633, 641, 950, 27, 205, 30, 94, 147, 176, 225,
    240, 301, 479, 536, 737, 783, 784, 785, 805, 1126, 1142, 1167, 1175, 32, 100, 101, 110, 114, 115, 153, 164, 178,
    179, 180, 266, 440, 566, 567, 674, 675, 676, 829, 973, 974, 1020, 34, 315, 651, 34, 36, 207, 211, 36, 330, 37,
    332, 421, 39, 55, 284, 777, 39, 171, 203, 312, 486, 641, 667, 730, 777, 893, 964, 40, 189, 190, 580, 889, 927,
    41, 65, 634, 41, 641, 42, 65, 111, 204, 241, 262, 405, 407, 410, 411, 412, 413, 533, 534, 535, 624, 625, 641,
    701, 702, 703, 704, 707, 709, 710, 711, 712, 713, 725, 726, 727, 728, 788, 796, 797, 1150, 1155, 1157, 1159,
    1169, 1180, 43, 441, 946, 1150, 44, 312, 573, 45, 438, 898, 47, 48, 641, 54, 388, 399, 501, 731, 735, 867, 1072,
    56, 524, 553, 768, 900, 1134, 56, 553, 900, 935, 1134, 65, 265, 621, 683, 947, 65, 507, 641, 65, 980, 66, 67,
    357, 541, 651, 793, 82, 311, 419, 864, 83, 395, 398, 499, 500, 540, 663, 723, 786, 1030, 1089, 1119, 1171, 1182,
    1210, 86, 91, 312, 604, 799, 1028, 87, 259, 91, 188, 225, 312, 633, 647, 1146, 1147, 1174, 94, 140, 358, 641,
    798, 800, 1119, 1139, 1150, 1170, 1210, 94, 147, 176, 225, 240, 301, 479, 536, 737, 783, 784, 785, 805, 1126,
    1142, 1167, 1175, 95, 367, 821, 1185, 99, 155, 199, 102, 143, 226, 285, 384, 446, 568, 633, 643, 901, 1086,
    1110, 1127, 1128, 1146, 102, 143, 695, 765, 901, 1132, 103, 320, 1190, 103, 321, 322, 323, 1190, 106, 260, 801,
    106, 518, 118, 992, 119, 210, 231, 579, 122, 123, 224, 247, 474, 700, 959, 1090, 1104, 1154, 1158, 122, 305,
    417, 474, 647, 700, 879, 890, 1104, 1158, 1211, 124, 236, 327, 539, 124, 304, 375, 633, 127, 478, 135, 318, 137,
    620, 143, 901, 148, 659, 159, 161, 235, 172, 173, 215, 761, 762, 837, 852, 194, 237, 437, 548, 736, 824, 943,
    1109, 195, 381, 382, 563, 195, 381, 695, 202, 833, 1130, 1134, 203, 214, 261, 810, 893, 964, 1172, 203, 217,
    312, 636, 643, 729, 776, 787, 965, 966, 984, 1023, 1086, 1097, 1120, 207, 227, 641, 1100, 1199, 1200, 207, 330,
    834, 1186, 207, 536, 537, 538, 783, 207, 694, 215, 761, 837, 852, 222, 400, 404, 481, 224, 646, 913, 1153, 1156,
    225, 312, 1097, 226, 343, 641, 226, 379, 229, 265, 695, 229, 330, 331, 664, 843, 230, 273, 844, 234, 298, 489,
    244, 1102, 251, 435, 641, 699, 753, 848, 931, 253, 584, 669, 254, 641, 980, 265, 379, 1010, 265, 695, 267, 296,
    695, 278, 421, 841, 986, 279, 899, 286, 493, 605, 695, 1015, 290, 591, 991, 294, 396, 515, 1210, 1212, 296, 446,
    552, 637, 297, 872, 873, 877, 1083, 1084, 1085, 300, 553, 768, 900, 935, 1114, 1134, 302, 421, 303, 891, 305,
    417, 647, 879, 890, 892, 1089, 1104, 1150, 1210, 316, 1091, 328, 811, 1191, 1221, 341, 342, 356, 391, 392, 478,
    623, 635, 808, 926, 969, 1031, 1181, 343, 641, 691, 346, 944, 348, 980, 370, 1150, 1210, 371, 532, 613, 623,
    698, 737, 1162, 379, 380, 695, 379, 398, 474, 774, 779, 874, 402, 454, 701, 708, 710, 781, 782, 957, 1206, 1213,
    421, 699, 753, 852, 421, 841, 986, 421, 1099, 424, 658, 424, 445, 758, 853, 991, 449, 651, 653, 450, 621, 1035,
    457, 1043, 470, 471, 475, 477, 540, 663, 705, 883, 884, 886, 900, 960, 1013, 1089, 1106, 1150, 1210, 483, 484,
    485, 490, 511, 500, 786, 1135, 1143, 1210, 500, 786, 500, 1135, 1210, 510, 786, 523, 1113, 551, 664, 845, 554,
    695, 968, 555, 717, 569, 597, 627, 700, 890, 891, 987, 1104, 610, 805, 807, 938, 641, 1150, 1155, 1159, 1210,
    641, 1199, 1200, 651, 653, 1093, 651, 653, 1099, 693, 700, 1097, 700, 1104, 720, 1065, 722, 860, 765, 924, 773,
    1104, 1150, 1210, 784, 805, 786, 1146, 786, 805, 1026, 1027, 1048, 809, 1023, 1097, 875, 910, 911, 1024, 922,
    997, 958, 1060, 1061, 1062, 987, 1017, 1101, 1023, 1086, 1097, 1104, 1105, 1107, 1150, 1155, 1159, 1136, 1137,
    1138, 1150, 1155, 1159, 1144, 1145, 1151, 1152, 1160, 1161, 1150, 1155, 1159, 1150, 1219,
];

/// What values can be.
pub(super) static CLASSES: [C; 225] = [
    C::Address { max: 16777215 }, C::Address { max: 18446744073709551615 }, C::Address { max: 254 },
    C::Address { max: 255 }, C::Address { max: 31 }, C::Address { max: 65535 }, C::Address { max: 7 },
    C::Adjustment, C::CpuSet, C::DateTime, C::Hex { digits: 1 }, C::Hex { digits: 16 }, C::Hex { digits: 3 },
    C::Hex { digits: 4 }, C::Hex { digits: 8 }, C::HexOrAny { digits: 2 }, C::HexOrAny { digits: 4 }, C::Ip,
    C::Ipv4, C::Line, C::LoadParameter, C::Mac, C::ModelName, C::NoComma { min: 0, max: 12 },
    C::NoComma { min: 12, max: 12 }, C::Number { min: -1, max: 17592186044415 }, C::Number { min: -1, max: 65535 },
    C::Number { min: -2147483648, max: 2147483647 },
    C::Number { min: -9223372036854775808, max: 9223372036854775807 }, C::Number { min: 0, max: 128 },
    C::Number { min: 0, max: 18446744073709551615 }, C::Number { min: 0, max: 4095 },
    C::Number { min: 0, max: 4294967295 }, C::Number { min: 0, max: 65535 },
    C::Number { min: 1, max: 18014398509481984 }, C::Number { min: 1, max: 18446744073709551615 },
    C::Number { min: 10, max: 255 }, C::Number { min: 100, max: 1000 }, C::Number { min: 1000, max: 1000000 },
    C::OctalMode, C::OnOff, C::Path, C::Printable { max: 128 }, C::Printable { max: 40 }, C::Printable { max: 8 },
    C::SizeUnit, C::TargetDev, C::Text, C::UsbPort, C::UsbVersion, C::Uuid, C::UuidOrNothing,
    C::Words(Words { start: 0, count: 3 }), C::Words(Words { start: 3, count: 2 }),
    C::Words(Words { start: 5, count: 9 }), C::Words(Words { start: 14, count: 3 }),
    C::Words(Words { start: 17, count: 4 }), C::Words(Words { start: 21, count: 35 }),
    C::Words(Words { start: 56, count: 3 }), C::Words(Words { start: 59, count: 5 }),
    C::Words(Words { start: 64, count: 9 }), C::Words(Words { start: 73, count: 3 }),
    C::Words(Words { start: 76, count: 1 }), C::Words(Words { start: 77, count: 2 }),
    C::Words(Words { start: 79, count: 3 }), C::Words(Words { start: 82, count: 4 }),
    C::Words(Words { start: 86, count: 2 }), C::Words(Words { start: 88, count: 18 }),
    C::Words(Words { start: 106, count: 22 }), C::Words(Words { start: 128, count: 3 }),
    C::Words(Words { start: 131, count: 1 }), C::Words(Words { start: 132, count: 3 }),
    C::Words(Words { start: 135, count: 2 }), C::Words(Words { start: 137, count: 3 }),
    C::Words(Words { start: 140, count: 4 }), C::Words(Words { start: 144, count: 11 }),
    C::Words(Words { start: 155, count: 6 }), C::Words(Words { start: 161, count: 3 }),
    C::Words(Words { start: 164, count: 2 }), C::Words(Words { start: 166, count: 41 }),
    C::Words(Words { start: 207, count: 4 }), C::Words(Words { start: 211, count: 3 }),
    C::Words(Words { start: 214, count: 3 }), C::Words(Words { start: 217, count: 3 }),
    C::Words(Words { start: 220, count: 8 }), C::Words(Words { start: 228, count: 6 }),
    C::Words(Words { start: 234, count: 5 }), C::Words(Words { start: 239, count: 5 }),
    C::Words(Words { start: 244, count: 3 }), C::Words(Words { start: 247, count: 2 }),
    C::Words(Words { start: 249, count: 6 }), C::Words(Words { start: 255, count: 4 }),
    C::Words(Words { start: 259, count: 15 }), C::Words(Words { start: 274, count: 6 }),
    C::Words(Words { start: 280, count: 2 }), C::Words(Words { start: 282, count: 9 }),
    C::Words(Words { start: 291, count: 11 }), C::Words(Words { start: 302, count: 17 }),
    C::Words(Words { start: 319, count: 4 }), C::Words(Words { start: 323, count: 3 }),
    C::Words(Words { start: 326, count: 15 }), C::Words(Words { start: 341, count: 6 }),
    C::Words(Words { start: 347, count: 3 }), C::Words(Words { start: 350, count: 5 }),
    C::Words(Words { start: 355, count: 3 }), C::Words(Words { start: 358, count: 2 }),
    C::Words(Words { start: 360, count: 2 }), C::Words(Words { start: 362, count: 4 }),
    C::Words(Words { start: 366, count: 11 }), C::Words(Words { start: 377, count: 11 }),
    C::Words(Words { start: 388, count: 4 }), C::Words(Words { start: 392, count: 4 }),
    C::Words(Words { start: 396, count: 2 }), C::Words(Words { start: 398, count: 2 }),
    C::Words(Words { start: 400, count: 2 }), C::Words(Words { start: 402, count: 2 }),
    C::Words(Words { start: 404, count: 2 }), C::Words(Words { start: 406, count: 1 }),
    C::Words(Words { start: 407, count: 2 }), C::Words(Words { start: 409, count: 7 }),
    C::Words(Words { start: 416, count: 8 }), C::Words(Words { start: 424, count: 4 }),
    C::Words(Words { start: 428, count: 3 }), C::Words(Words { start: 431, count: 4 }),
    C::Words(Words { start: 435, count: 7 }), C::Words(Words { start: 442, count: 15 }),
    C::Words(Words { start: 457, count: 6 }), C::Words(Words { start: 463, count: 4 }),
    C::Words(Words { start: 467, count: 5 }), C::Words(Words { start: 472, count: 2 }),
    C::Words(Words { start: 474, count: 4 }), C::Words(Words { start: 478, count: 4 }),
    C::Words(Words { start: 482, count: 5 }), C::Words(Words { start: 487, count: 3 }),
    C::Words(Words { start: 490, count: 3 }), C::Words(Words { start: 493, count: 2 }),
    C::Words(Words { start: 495, count: 3 }), C::Words(Words { start: 498, count: 5 }),
    C::Words(Words { start: 503, count: 3 }), C::Words(Words { start: 506, count: 3 }),
    C::Words(Words { start: 509, count: 2 }), C::Words(Words { start: 511, count: 7 }),
    C::Words(Words { start: 518, count: 3 }), C::Words(Words { start: 521, count: 3 }),
    C::Words(Words { start: 524, count: 3 }), C::Words(Words { start: 527, count: 2 }),
    C::Words(Words { start: 529, count: 3 }), C::Words(Words { start: 532, count: 4 }),
    C::Words(Words { start: 536, count: 2 }), C::Words(Words { start: 538, count: 5 }),
    C::Words(Words { start: 543, count: 3 }), C::Words(Words { start: 546, count: 5 }),
    C::Words(Words { start: 551, count: 4 }), C::Words(Words { start: 555, count: 7 }),
    C::Words(Words { start: 562, count: 7 }), C::Words(Words { start: 569, count: 2 }),
    C::Words(Words { start: 571, count: 2 }), C::Words(Words { start: 573, count: 10 }),
    C::Words(Words { start: 583, count: 2 }), C::Words(Words { start: 585, count: 4 }),
    C::Words(Words { start: 589, count: 13 }), C::Words(Words { start: 602, count: 3 }),
    C::Words(Words { start: 605, count: 2 }), C::Words(Words { start: 607, count: 2 }),
    C::Words(Words { start: 609, count: 3 }), C::Words(Words { start: 612, count: 7 }),
    C::Words(Words { start: 619, count: 3 }), C::Words(Words { start: 622, count: 1 }),
    C::Words(Words { start: 623, count: 5 }), C::Words(Words { start: 628, count: 10 }),
    C::Words(Words { start: 638, count: 4 }), C::Words(Words { start: 642, count: 3 }),
    C::Words(Words { start: 645, count: 2 }), C::Words(Words { start: 647, count: 2 }),
    C::Words(Words { start: 649, count: 1 }), C::Words(Words { start: 650, count: 4 }),
    C::Words(Words { start: 654, count: 3 }), C::Words(Words { start: 657, count: 3 }),
    C::Words(Words { start: 660, count: 2 }), C::Words(Words { start: 662, count: 2 }),
    C::Words(Words { start: 664, count: 15 }), C::Words(Words { start: 679, count: 3 }),
    C::Words(Words { start: 682, count: 2 }), C::Words(Words { start: 684, count: 5 }),
    C::Words(Words { start: 689, count: 2 }), C::Words(Words { start: 691, count: 3 }),
    C::Words(Words { start: 694, count: 2 }), C::Words(Words { start: 696, count: 2 }),
    C::Words(Words { start: 698, count: 3 }), C::Words(Words { start: 701, count: 3 }),
    C::Words(Words { start: 704, count: 2 }), C::Words(Words { start: 706, count: 8 }),
    C::Words(Words { start: 714, count: 4 }), C::Words(Words { start: 718, count: 5 }),
    C::Words(Words { start: 723, count: 3 }), C::Words(Words { start: 726, count: 3 }),
    C::Words(Words { start: 729, count: 3 }), C::Words(Words { start: 732, count: 1 }),
    C::Words(Words { start: 733, count: 2 }), C::Words(Words { start: 735, count: 2 }),
    C::Words(Words { start: 737, count: 2 }), C::Words(Words { start: 739, count: 2 }),
    C::Words(Words { start: 741, count: 2 }), C::Words(Words { start: 743, count: 4 }),
    C::Words(Words { start: 747, count: 2 }), C::Words(Words { start: 749, count: 2 }),
    C::Words(Words { start: 751, count: 1 }), C::Words(Words { start: 752, count: 4 }),
    C::Words(Words { start: 756, count: 3 }), C::Words(Words { start: 759, count: 4 }),
    C::Words(Words { start: 763, count: 2 }), C::Words(Words { start: 765, count: 4 }),
    C::Words(Words { start: 769, count: 1 }), C::Words(Words { start: 770, count: 2 }),
    C::Words(Words { start: 772, count: 2 }), C::Words(Words { start: 774, count: 1 }),
    C::Words(Words { start: 775, count: 1 }), C::Words(Words { start: 776, count: 5 }),
    C::Words(Words { start: 781, count: 6 }), C::Words(Words { start: 787, count: 6 }),
    C::Words(Words { start: 793, count: 3 }), C::Words(Words { start: 796, count: 1 }),
    C::Words(Words { start: 797, count: 1 }), C::Wwn, C::YesNo,
];

/// Attributes: name, class; with the highest bit, it must be there.
pub(super) static ATTRIBUTES: [[u16; 2]; 744] = [
    [414, 30], [1080, 32860], [26, 7], [81, 187], [652, 59], [975, 30], [1045, 47], [135, 161], [212, 40],
    [556, 150], [588, 40], [601, 121], [1095, 45], [1033, 30], [1034, 30], [273, 32992], [306, 47], [64, 224],
    [491, 224], [1080, 209], [1121, 224], [942, 30], [1095, 45], [252, 40], [1095, 45], [319, 94], [602, 47],
    [831, 224], [1080, 143], [1080, 162], [182, 8], [191, 35], [734, 89], [339, 30], [601, 87], [619, 84],
    [760, 224], [1041, 107], [1063, 98], [509, 52], [601, 32904], [619, 32815], [741, 32905], [88, 30], [512, 30],
    [601, 32913], [299, 72], [1131, 24], [149, 30], [174, 32798], [223, 30], [951, 32798], [1035, 32798], [414, 47],
    [1124, 8], [182, 32776], [764, 33], [882, 91], [182, 32776], [457, 32798], [462, 8], [764, 33], [882, 91],
    [1124, 8], [182, 32776], [1122, 32798], [764, 33], [882, 91], [1124, 8], [248, 74], [249, 27], [293, 224],
    [414, 32771], [698, 47], [869, 47], [902, 47], [1044, 14], [1070, 224], [1080, 75], [1080, 32893], [1076, 41],
    [1080, 125], [426, 30], [558, 30], [559, 30], [602, 79], [750, 30], [1080, 109], [1129, 30], [602, 32989],
    [1080, 32974], [218, 110], [602, 217], [806, 224], [912, 158], [948, 152], [1080, 95], [17, 189], [242, 39],
    [329, 39], [602, 220], [617, 127], [1080, 93], [25, 47], [69, 224], [161, 139], [208, 82], [237, 47],
    [344, 224], [495, 47], [517, 47], [615, 224], [670, 224], [696, 47], [697, 9], [745, 26], [752, 224],
    [840, 224], [921, 73], [950, 41], [1050, 26], [1080, 124], [1111, 47], [1183, 224], [1188, 26], [1209, 47],
    [237, 40], [549, 224], [601, 106], [602, 218], [800, 40], [806, 224], [912, 158], [1080, 191], [1080, 32984],
    [108, 203], [602, 220], [1080, 149], [549, 224], [1069, 224], [1080, 100], [602, 32848], [68, 40], [337, 40],
    [602, 32961], [16, 202], [231, 224], [602, 32900], [602, 168], [1076, 41], [1080, 32893], [73, 32830],
    [108, 32984], [1080, 32893], [602, 32988], [619, 32815], [859, 190], [601, 166], [1080, 125], [602, 32828],
    [616, 224], [990, 14], [602, 211], [602, 220], [20, 141], [602, 32899], [1115, 32851], [281, 40], [273, 224],
    [741, 32839], [978, 32808], [1115, 32870], [1134, 55], [978, 40], [849, 138], [601, 122], [1115, 32871],
    [248, 32952], [1098, 32923], [175, 32798], [975, 32798], [1019, 32798], [414, 32798], [1033, 30], [1034, 30],
    [619, 32834], [978, 32808], [698, 41], [601, 32970], [601, 173], [1035, 30], [1080, 32849], [126, 32798],
    [601, 32943], [640, 32776], [601, 175], [640, 8], [734, 89], [822, 26], [1112, 224], [217, 32879], [272, 32992],
    [1042, 33], [619, 32815], [333, 204], [819, 224], [898, 224], [979, 224], [1080, 201], [333, 204], [1028, 41],
    [1029, 204], [1080, 95], [601, 32912], [51, 57], [547, 47], [698, 41], [1028, 41], [273, 32992], [619, 32836],
    [50, 32810], [312, 47], [619, 32815], [273, 32992], [387, 224], [414, 32798], [665, 30], [512, 30], [937, 30],
    [1036, 30], [181, 8], [231, 224], [414, 30], [570, 202], [575, 32798], [1095, 45], [414, 32798], [509, 32798],
    [933, 32798], [1080, 32867], [1095, 45], [509, 32798], [1124, 8], [76, 32798], [414, 32798], [104, 14],
    [105, 14], [144, 47], [160, 47], [217, 47], [291, 224], [324, 224], [504, 14], [599, 224], [619, 47], [902, 47],
    [988, 47], [1071, 224], [1173, 14], [78, 11], [108, 12], [165, 32], [186, 2], [220, 5], [243, 14], [345, 6],
    [452, 13], [473, 10], [618, 40], [745, 48], [830, 14], [941, 1], [970, 10], [1019, 32], [1080, 108], [1095, 32],
    [49, 40], [312, 32809], [1080, 207], [49, 40], [130, 47], [379, 47], [555, 47], [601, 47], [698, 47], [903, 47],
    [936, 47], [1048, 224], [25, 47], [619, 47], [745, 47], [978, 118], [1080, 32932], [426, 30], [640, 8],
    [745, 47], [1080, 180], [59, 40], [150, 30], [453, 40], [455, 40], [457, 30], [561, 30], [671, 40], [677, 40],
    [792, 30], [976, 32816], [619, 32937], [109, 3], [133, 3], [134, 3], [386, 40], [426, 3], [571, 30], [745, 3],
    [602, 105], [792, 30], [59, 40], [455, 40], [671, 40], [677, 40], [1111, 32815], [619, 32787], [426, 30],
    [1080, 95], [232, 28], [530, 28], [724, 28], [521, 20], [665, 32798], [59, 40], [113, 126], [169, 40],
    [216, 196], [231, 172], [233, 40], [282, 147], [288, 40], [449, 177], [453, 40], [455, 40], [457, 30],
    [619, 47], [671, 40], [677, 40], [791, 30], [792, 30], [846, 171], [1080, 67], [277, 186], [333, 32896],
    [196, 32796], [376, 32796], [897, 32796], [1064, 88], [312, 41], [333, 97], [487, 63], [820, 58], [1080, 95],
    [217, 47], [225, 41], [306, 47], [312, 41], [426, 30], [549, 224], [601, 135], [619, 47], [620, 14], [698, 41],
    [744, 47], [772, 160], [789, 47], [977, 188], [1048, 224], [1049, 47], [1080, 198], [1174, 47], [108, 157],
    [217, 32814], [246, 40], [835, 40], [862, 30], [1067, 116], [920, 224], [698, 41], [1208, 40], [59, 40],
    [333, 97], [455, 40], [671, 40], [677, 40], [790, 30], [1080, 165], [1201, 174], [217, 41], [225, 41],
    [312, 41], [619, 47], [950, 41], [1096, 45], [1103, 30], [225, 32815], [414, 32771], [601, 32850], [619, 32888],
    [170, 32992], [272, 32992], [272, 224], [838, 41], [157, 32858], [157, 32845], [25, 47], [633, 47], [950, 41],
    [1080, 65], [601, 32883], [157, 32808], [601, 32837], [456, 224], [602, 47], [619, 185], [25, 32785],
    [300, 179], [717, 17], [759, 29], [77, 40], [273, 224], [312, 41], [25, 17], [300, 179], [347, 32785],
    [583, 30], [632, 18], [759, 29], [368, 195], [619, 47], [772, 64], [977, 188], [1192, 224], [1204, 47],
    [720, 47], [1080, 200], [217, 41], [286, 41], [359, 70], [360, 76], [839, 40], [335, 47], [385, 47], [529, 41],
    [1018, 41], [1080, 129], [1143, 41], [142, 30], [698, 32815], [59, 40], [288, 40], [453, 40], [455, 40],
    [456, 224], [602, 47], [619, 183], [671, 40], [677, 40], [792, 30], [865, 40], [866, 40], [871, 30], [1078, 30],
    [1079, 178], [315, 32815], [23, 47], [217, 47], [978, 32908], [25, 32789], [135, 224], [192, 21], [1080, 163],
    [1080, 32790], [933, 32801], [480, 224], [25, 17], [217, 47], [771, 32982], [25, 18], [102, 47], [162, 28],
    [217, 47], [544, 182], [598, 224], [601, 101], [619, 47], [633, 47], [698, 41], [745, 26], [747, 47], [748, 47],
    [749, 47], [996, 50], [1080, 215], [217, 32815], [549, 224], [1080, 56], [1068, 222], [12, 40], [59, 40],
    [72, 3], [117, 40], [152, 40], [239, 40], [263, 40], [448, 40], [464, 40], [649, 27], [695, 40], [706, 32],
    [855, 40], [971, 27], [1217, 40], [652, 30], [698, 32815], [719, 32798], [255, 224], [36, 32992], [141, 15],
    [768, 16], [1130, 16], [1134, 49], [602, 104], [1080, 125], [112, 32798], [719, 30], [1080, 32949], [453, 40],
    [1129, 30], [1080, 32910], [206, 3], [721, 224], [1080, 146], [1134, 53], [59, 40], [455, 40], [619, 205],
    [671, 40], [677, 40], [1140, 176], [90, 40], [218, 219], [258, 40], [376, 30], [763, 224], [799, 30],
    [1080, 96], [1141, 30], [1177, 30], [1178, 30], [25, 30], [65, 224], [854, 32], [978, 32808], [978, 32808],
    [1115, 23], [933, 32], [978, 32808], [601, 210], [978, 32808], [365, 30], [557, 30], [930, 30], [1189, 30],
    [640, 8], [933, 32798], [1095, 45], [1080, 32960], [273, 32992], [619, 32916], [619, 32853], [619, 32891],
    [619, 32854], [619, 32922], [57, 32902], [509, 32798], [741, 32962], [113, 30], [432, 32798], [1019, 32798],
    [1080, 32829], [1095, 32813], [1115, 32798], [113, 30], [432, 32798], [1019, 32798], [1080, 32829],
    [1115, 32798], [131, 14], [333, 153], [339, 14], [310, 14], [1088, 13], [210, 30], [273, 224], [1042, 30],
    [503, 222], [602, 47], [831, 224], [619, 32822], [1080, 32880], [1103, 47], [1114, 50], [1080, 32865],
    [374, 47], [601, 47], [619, 32815], [933, 32798], [374, 47], [619, 32815], [1080, 32965], [1103, 47],
    [1114, 50], [108, 3], [243, 14], [345, 6], [618, 40], [941, 4], [312, 32809], [1080, 95], [619, 47], [745, 30],
    [950, 41], [1066, 208], [28, 41], [363, 47], [494, 41], [1110, 47], [1111, 47], [698, 32809], [933, 32798],
    [549, 224], [589, 224], [1133, 32992], [895, 32798], [363, 32815], [601, 78], [325, 40], [751, 40], [557, 35],
    [601, 114], [933, 28], [549, 224], [619, 47], [684, 47], [685, 223], [686, 223], [687, 223], [1080, 156],
    [1203, 223], [1204, 223], [108, 12], [218, 12], [243, 14], [345, 6], [618, 40], [745, 48], [941, 4], [1019, 32],
    [1095, 30], [1114, 50], [619, 32815], [745, 26], [414, 32781], [70, 34], [107, 35], [326, 34], [716, 34],
    [187, 40], [257, 40], [1074, 40], [1075, 40], [1087, 40], [187, 40], [257, 40], [366, 40], [609, 40],
    [1074, 40], [1075, 40], [1087, 40], [619, 32815], [1115, 32815], [275, 26], [292, 224], [975, 32794],
    [1051, 26], [108, 12], [218, 12], [243, 14], [345, 6], [618, 40], [745, 48], [941, 4], [1080, 199], [25, 32786],
    [745, 32794], [439, 50], [444, 50], [550, 3], [770, 47], [1081, 0], [1082, 3], [414, 32799], [622, 213],
    [601, 167], [933, 30], [1095, 45], [78, 32779], [698, 47], [896, 32818], [619, 47], [836, 113], [954, 47],
    [601, 117], [698, 47], [1080, 133], [13, 224], [14, 224], [838, 41], [1205, 32798], [1218, 32798],
    [1095, 32813], [1115, 32798], [414, 32798], [1115, 32804], [414, 32798], [1080, 159], [447, 32798],
    [601, 32883], [698, 32809], [1080, 32983], [652, 32798], [933, 32798], [1080, 32980], [1094, 30], [557, 30],
    [975, 32798],
];

/// Elements inside others: name, element; with the highest bit, there may be many.
pub(super) static CHILDREN: [[u16; 2]; 634] = [
    [89, 1], [96, 2], [97, 2], [146, 3], [177, 4], [183, 5], [193, 6], [209, 7], [213, 2], [219, 8], [308, 9],
    [349, 10], [397, 11], [420, 12], [456, 13], [460, 14], [462, 15], [496, 16], [506, 17], [560, 18], [575, 19],
    [576, 20], [578, 21], [581, 22], [619, 23], [645, 24], [654, 25], [655, 26], [656, 27], [657, 27], [666, 28],
    [718, 29], [738, 30], [851, 31], [894, 32800], [1010, 32801], [1040, 34], [1046, 23], [1114, 11], [1122, 35],
    [1124, 36], [218, 32805], [1189, 38], [1043, 32807], [113, 40], [307, 32809], [565, 42], [602, 43], [644, 44],
    [1052, 45], [1130, 2], [116, 32814], [268, 47], [269, 48], [270, 49], [271, 50], [276, 32819], [354, 47],
    [355, 48], [458, 47], [459, 48], [461, 32820], [463, 32821], [577, 32822], [719, 47], [794, 48], [925, 15],
    [1123, 32823], [1125, 32824], [60, 32825], [130, 32826], [163, 32827], [165, 32828], [185, 32829], [236, 32830],
    [267, 63], [313, 32832], [362, 32833], [384, 32834], [393, 32835], [436, 32836], [443, 32837], [455, 32838],
    [508, 32839], [572, 72], [575, 32841], [648, 74], [679, 32843], [680, 32844], [775, 77], [825, 32846],
    [826, 32847], [858, 32848], [900, 32844], [929, 32849], [943, 32850], [953, 32851], [1059, 32852],
    [1148, 32853], [1179, 86], [1187, 32855], [18, 88], [29, 89], [46, 90], [58, 91], [118, 92], [121, 93],
    [129, 94], [351, 95], [372, 96], [389, 97], [390, 93], [398, 98], [406, 99], [451, 100], [500, 101], [612, 102],
    [626, 93], [672, 88], [740, 96], [767, 88], [773, 93], [780, 96], [803, 93], [881, 94], [945, 103], [1022, 104],
    [1149, 88], [1163, 88], [1166, 96], [1168, 96], [1210, 105], [352, 32874], [1088, 32874], [457, 32875],
    [139, 32876], [120, 109], [221, 2], [369, 2], [371, 15], [383, 2], [415, 2], [416, 2], [606, 2], [607, 2],
    [608, 2], [741, 110], [795, 111], [827, 109], [904, 2], [16, 112], [35, 113], [231, 88], [394, 114], [526, 88],
    [642, 88], [954, 115], [373, 6], [590, 6], [952, 6], [995, 6], [574, 32884], [575, 117], [18, 118], [87, 119],
    [95, 32888], [98, 121], [151, 2], [250, 63], [319, 122], [427, 63], [428, 32770], [429, 63], [430, 32891],
    [431, 2], [433, 63], [434, 2], [490, 63], [520, 124], [648, 125], [861, 63], [928, 2], [944, 126], [1080, 127],
    [1118, 128], [287, 32897], [993, 91], [994, 91], [309, 130], [692, 63], [80, 2], [423, 2], [502, 2],
    [79, 32899], [87, 132], [133, 133], [280, 32902], [650, 135], [1012, 136], [1039, 32905], [1122, 32906],
    [698, 63], [812, 15], [815, 109], [1189, 38], [1193, 15], [1196, 109], [119, 139], [125, 32908], [442, 141],
    [113, 32910], [603, 32911], [603, 32912], [603, 32912], [638, 32913], [436, 146], [669, 146], [25, 147],
    [31, 148], [528, 149], [772, 150], [954, 32919], [1019, 152], [18, 153], [25, 147], [31, 148], [528, 149],
    [772, 150], [954, 32919], [1019, 154], [18, 153], [25, 147], [31, 148], [248, 155], [555, 156], [602, 157],
    [714, 6], [900, 2], [1019, 158], [25, 147], [31, 148], [73, 159], [248, 160], [18, 153], [25, 147], [31, 148],
    [63, 161], [74, 162], [75, 163], [93, 164], [95, 165], [248, 166], [274, 167], [350, 168], [465, 137],
    [596, 169], [766, 88], [768, 170], [819, 88], [900, 2], [923, 88], [954, 171], [1019, 172], [1038, 173],
    [1065, 174], [1130, 175], [1202, 176], [18, 153], [25, 147], [31, 148], [85, 177], [95, 165], [248, 178],
    [420, 12], [819, 88], [954, 179], [955, 6], [956, 6], [1019, 180], [60, 181], [130, 32950], [145, 183],
    [314, 184], [353, 185], [422, 186], [488, 187], [517, 32956], [605, 189], [736, 190], [989, 191], [1220, 187],
    [18, 153], [25, 147], [31, 148], [95, 165], [248, 192], [466, 32961], [819, 88], [860, 194], [863, 32963],
    [923, 88], [954, 196], [1025, 197], [25, 147], [31, 148], [18, 153], [25, 147], [31, 148], [248, 160],
    [954, 198], [18, 153], [25, 147], [31, 148], [73, 199], [74, 162], [76, 200], [95, 165], [154, 201], [245, 202],
    [248, 203], [317, 204], [367, 205], [466, 32961], [514, 206], [543, 207], [602, 208], [614, 209], [745, 210],
    [746, 32979], [860, 194], [863, 32963], [888, 202], [954, 212], [1019, 213], [1025, 197], [1077, 214],
    [1164, 215], [1165, 216], [18, 153], [25, 147], [31, 148], [248, 217], [492, 2], [527, 2], [1019, 218],
    [18, 153], [25, 147], [31, 148], [248, 160], [983, 219], [18, 153], [25, 147], [31, 148], [248, 160],
    [954, 220], [1019, 221], [1114, 11], [25, 147], [25, 147], [31, 148], [698, 63], [933, 6], [25, 147], [31, 148],
    [95, 165], [528, 149], [772, 150], [954, 32919], [1108, 32990], [18, 153], [25, 147], [31, 148], [73, 223],
    [248, 160], [804, 224], [18, 153], [25, 147], [31, 148], [602, 225], [611, 226], [901, 111], [933, 6],
    [18, 153], [25, 147], [128, 2], [201, 63], [528, 149], [772, 150], [954, 32919], [1019, 154], [18, 153],
    [25, 147], [31, 148], [60, 181], [156, 32995], [248, 160], [25, 147], [31, 148], [73, 228], [18, 153],
    [25, 147], [31, 148], [248, 229], [602, 230], [18, 153], [25, 147], [31, 148], [138, 231], [248, 160],
    [18, 153], [25, 147], [31, 148], [61, 93], [62, 93], [92, 93], [136, 93], [197, 93], [198, 93], [334, 93],
    [340, 93], [467, 93], [468, 93], [497, 93], [508, 93], [516, 93], [545, 93], [546, 93], [600, 93], [628, 93],
    [629, 93], [630, 93], [631, 93], [905, 93], [906, 93], [907, 93], [909, 93], [999, 93], [1000, 93], [1001, 93],
    [1002, 93], [1003, 93], [1004, 93], [1005, 93], [1006, 93], [1007, 93], [1008, 93], [1009, 93], [1011, 93],
    [1184, 93], [564, 6], [71, 93], [264, 93], [289, 93], [338, 93], [469, 93], [828, 93], [832, 93], [848, 93],
    [868, 93], [967, 232], [985, 233], [998, 93], [1047, 234], [1116, 93], [1131, 235], [1176, 93], [1214, 93],
    [228, 236], [377, 93], [378, 93], [743, 93], [778, 93], [1073, 6], [1021, 6], [256, 93], [695, 237], [742, 238],
    [673, 33007], [1014, 33008], [307, 33009], [954, 171], [280, 33010], [280, 33011], [280, 33012], [280, 32770],
    [280, 33013], [364, 2], [812, 15], [813, 15], [814, 15], [815, 15], [816, 15], [817, 15], [934, 15], [1053, 15],
    [1054, 15], [1055, 15], [1056, 15], [1057, 15], [1058, 15], [1193, 15], [1194, 15], [1195, 15], [1196, 15],
    [1197, 15], [1198, 15], [113, 33014], [238, 247], [76, 33016], [504, 33017], [908, 250], [1222, 251],
    [145, 183], [605, 189], [823, 252], [894, 33021], [602, 254], [462, 255], [638, 15], [896, 256], [75, 163],
    [333, 257], [954, 171], [462, 255], [582, 258], [982, 259], [139, 260], [482, 261], [896, 33030], [25, 263],
    [63, 161], [158, 264], [167, 265], [200, 266], [274, 167], [379, 33035], [418, 268], [432, 269], [498, 270],
    [766, 88], [818, 271], [823, 252], [847, 272], [894, 33021], [940, 273], [948, 148], [972, 274], [1042, 275],
    [1037, 33044], [113, 277], [525, 278], [660, 279], [878, 280], [1032, 281], [24, 282], [25, 283], [63, 161],
    [91, 63], [132, 63], [379, 33052], [432, 269], [443, 2], [768, 285], [1130, 285], [425, 286], [668, 286],
    [870, 287], [367, 288], [379, 289], [681, 33058], [802, 33059], [25, 292], [466, 32961], [522, 293], [768, 285],
    [823, 252], [863, 32963], [1130, 285], [949, 15], [682, 294], [1016, 33063], [361, 296], [33, 6], [639, 297],
    [678, 6], [698, 63], [739, 88], [25, 298], [91, 6], [191, 6], [502, 299], [638, 15], [819, 88], [842, 6],
    [933, 6], [528, 149], [772, 150], [954, 32919], [22, 300], [218, 301], [274, 302], [769, 303], [954, 304],
    [15, 305], [850, 306], [226, 93], [226, 93], [295, 93], [513, 307], [933, 307], [932, 33076], [502, 32770],
    [457, 33077], [582, 258], [562, 6], [505, 33078], [981, 33079], [166, 32891], [333, 257], [954, 171],
    [472, 148], [954, 312], [939, 313], [688, 314], [336, 315], [933, 6], [916, 88], [917, 88], [918, 88],
    [919, 88], [790, 33084], [84, 33085], [823, 252], [25, 263],
];

/// Elements: first attribute, first child, 256 × count of attributes + count of children, class of the text + 1; with the highest bit, anything may stand inside.
pub(super) static ELEMENTS: [[u16; 4]; 318] = [
    [0, 0, 553, 0], // domain
    [0, 41, 2, 0], // domain/blkiotune
    [0, 0, 0, 48], // domain/bootloader
    [2, 43, 1281, 0], // domain/clock
    [7, 44, 1287, 0], // domain/cpu
    [0, 51, 18, 0], // domain/cputune
    [12, 0, 256, 31], // domain/currentMemory
    [13, 0, 512, 0], // domain/defaultiothread
    [0, 69, 32, 0], // domain/devices
    [0, 101, 31, 0], // domain/features
    [0, 0, 0, 52], // domain/genid
    [0, 0, 0, 51], // domain/hwuuid
    [0, 132, 2, 0], // domain/devices/filesystem/idmap
    [15, 0, 512, 0], // domain/iommufd
    [0, 134, 1, 0], // domain/iothreadids
    [0, 0, 0, 31], // domain/iothreads
    [0, 135, 1, 0], // domain/keywrap
    [17, 136, 1038, 0], // domain/launchSecurity
    [21, 0, 512, 31], // domain/maxMemory
    [23, 0, 512, 31], // domain/memory
    [0, 150, 7, 0], // domain/memoryBacking
    [0, 157, 4, 0], // domain/memtune
    [0, 0, 0, 32768], // domain/metadata
    [0, 0, 0, 20], // domain/name
    [0, 161, 2, 0], // domain/numatune
    [0, 0, 0, 120], // domain/on_crash
    [0, 0, 0, 171], // domain/on_lockfailure
    [0, 0, 0, 131], // domain/on_poweroff
    [25, 163, 278, 0], // domain/os
    [0, 185, 1, 0], // domain/perf
    [0, 186, 2, 0], // domain/pm
    [0, 188, 2, 0], // domain/resource
    [26, 190, 771, 0], // domain/seclabel
    [29, 193, 262, 0], // domain/sysinfo
    [0, 199, 1, 0], // domain/throttlegroups
    [30, 0, 768, 36], // domain/vcpu
    [0, 200, 1, 0], // domain/vcpus
    [0, 201, 6, 0], // domain/blkiotune/device
    [0, 0, 0, 38], // domain/blkiotune/weight
    [33, 207, 1537, 0], // domain/clock/timer
    [39, 0, 512, 0], // domain/cpu/cache
    [41, 0, 512, 0], // domain/cpu/feature
    [43, 0, 768, 0], // domain/cpu/maxphysaddr
    [46, 0, 512, 48], // domain/cpu/model
    [0, 208, 2, 0], // domain/cpu/numa
    [48, 0, 1280, 0], // domain/cpu/topology
    [53, 210, 514, 0], // domain/cputune/cachetune
    [0, 0, 0, 39], // domain/cputune/emulator_period
    [0, 0, 0, 26], // domain/cputune/emulator_quota
    [55, 0, 256, 0], // domain/cputune/emulatorpin
    [56, 0, 512, 0], // domain/cputune/emulatorsched
    [53, 212, 513, 0], // domain/cputune/energytune
    [58, 0, 512, 0], // domain/cputune/iothreadpin
    [60, 0, 768, 0], // domain/cputune/iothreadsched
    [63, 213, 258, 0], // domain/cputune/memorytune
    [64, 0, 512, 0], // domain/cputune/vcpupin
    [66, 0, 768, 0], // domain/cputune/vcpusched
    [69, 215, 2562, 0], // domain/devices/audio
    [79, 217, 262, 0], // domain/devices/channel
    [80, 223, 519, 0], // domain/devices/console
    [82, 230, 1801, 0], // domain/devices/controller
    [89, 239, 516, 0], // domain/devices/crypto
    [91, 243, 1560, 0], // domain/devices/disk
    [0, 0, 0, 42], // domain/devices/emulator
    [97, 267, 1548, 0], // domain/devices/filesystem
    [103, 279, 5900, 0], // domain/devices/graphics
    [126, 291, 2060, 0], // domain/devices/hostdev
    [134, 303, 258, 0], // domain/devices/hub
    [135, 305, 773, 0], // domain/devices/input
    [138, 310, 796, 0], // domain/devices/interface
    [141, 338, 260, 0], // domain/devices/iommu
    [0, 342, 3, 0], // domain/devices/lease
    [142, 345, 773, 0], // domain/devices/memballoon
    [145, 350, 775, 0], // domain/devices/memory
    [0, 357, 1, 0], // domain/devices/nvram
    [148, 303, 258, 0], // domain/devices/panic
    [149, 223, 519, 0], // domain/devices/parallel
    [151, 358, 260, 0], // domain/devices/pstore
    [152, 362, 518, 0], // domain/devices/redirdev
    [0, 368, 1, 0], // domain/devices/redirfilter
    [154, 369, 262, 0], // domain/devices/rng
    [155, 375, 519, 0], // domain/devices/shmem
    [157, 382, 520, 0], // domain/devices/smartcard
    [159, 390, 774, 0], // domain/devices/sound
    [162, 396, 259, 0], // domain/devices/tpm
    [0, 399, 5, 0], // domain/devices/video
    [163, 404, 261, 0], // domain/devices/vsock
    [164, 409, 515, 0], // domain/devices/watchdog
    [0, 0, 0, 0], // domain/features/acpi
    [166, 0, 256, 0], // domain/features/aia
    [167, 0, 256, 0], // domain/features/apic
    [168, 0, 256, 0], // domain/features/async-teardown
    [169, 412, 293, 0], // domain/features/capabilities
    [170, 0, 256, 0], // domain/features/ccf-assist
    [171, 0, 256, 0], // domain/features/cfpc
    [172, 0, 256, 0], // domain/features/gic
    [173, 0, 256, 0], // domain/features/hap
    [174, 449, 257, 0], // domain/features/hpt
    [175, 450, 273, 0], // domain/features/hyperv
    [176, 0, 256, 0], // domain/features/ibs
    [177, 0, 256, 0], // domain/features/ioapic
    [0, 467, 5, 0], // domain/features/kvm
    [178, 0, 256, 0], // domain/features/msrs
    [173, 472, 257, 0], // domain/features/smm
    [0, 473, 1, 0], // domain/features/tcg
    [0, 474, 2, 0], // domain/features/xen
    [179, 0, 768, 0], // domain/devices/filesystem/idmap/gid
    [182, 476, 769, 0], // domain/iothreadids/iothread
    [185, 0, 512, 0], // domain/keywrap/cipher
    [0, 0, 0, 33], // domain/launchSecurity/cbitpos
    [0, 0, 0, 12], // domain/launchSecurity/policy
    [187, 0, 256, 0], // domain/launchSecurity/quoteGenerationService
    [188, 0, 256, 0], // domain/memoryBacking/access
    [189, 0, 512, 0], // domain/memoryBacking/allocation
    [0, 477, 1, 0], // domain/memoryBacking/hugepages
    [191, 0, 256, 0], // domain/memoryBacking/source
    [192, 0, 768, 0], // domain/numatune/memnode
    [195, 0, 768, 0], // domain/numatune/memory
    [0, 478, 1, 0], // domain/os/acpi
    [198, 0, 512, 0], // domain/os/bios
    [200, 0, 256, 0], // domain/os/boot
    [201, 0, 512, 0], // domain/os/bootmenu
    [0, 479, 1, 0], // domain/os/firmware
    [203, 0, 256, 48], // domain/os/initenv
    [204, 0, 1280, 42], // domain/os/loader
    [209, 480, 1025, 42], // domain/os/nvram
    [213, 0, 256, 0], // domain/os/smbios
    [214, 0, 512, 152], // domain/os/type
    [216, 0, 512, 0], // domain/os/varstore
    [218, 0, 512, 0], // domain/perf/event
    [220, 0, 256, 0], // domain/resource/fibrechannel
    [0, 481, 1, 0], // domain/sysinfo/baseBoard
    [0, 482, 1, 0], // domain/sysinfo/bios
    [0, 483, 1, 0], // domain/sysinfo/chassis
    [221, 0, 512, 48], // domain/sysinfo/entry
    [0, 484, 1, 0], // domain/sysinfo/oemStrings
    [0, 485, 1, 0], // domain/sysinfo/system
    [0, 486, 20, 0], // domain/throttlegroups/throttlegroup
    [223, 0, 1024, 0], // domain/vcpus/vcpu
    [227, 0, 768, 0], // domain/clock/timer/catchup
    [230, 506, 1538, 0], // domain/cpu/numa/cell
    [0, 508, 2, 0], // domain/cpu/numa/interconnects
    [236, 0, 1280, 0], // domain/cputune/cachetune/cache
    [241, 0, 512, 0], // domain/cputune/cachetune/monitor
    [63, 0, 256, 0], // domain/cputune/energytune/monitor
    [243, 0, 512, 0], // domain/cputune/memorytune/node
    [245, 510, 3585, 0], // domain/devices/audio/input
    [259, 511, 4353, 0], // domain/devices/channel/address
    [203, 0, 256, 0], // domain/devices/channel/alias
    [276, 0, 512, 0], // domain/devices/channel/log
    [278, 0, 256, 0], // domain/devices/channel/protocol
    [279, 512, 2308, 0], // domain/devices/channel/source
    [288, 0, 1280, 0], // domain/devices/channel/target
    [293, 0, 512, 0], // domain/devices/console/acpi
    [295, 516, 513, 0], // domain/devices/console/target
    [297, 517, 2305, 0], // domain/devices/controller/driver
    [306, 0, 256, 0], // domain/devices/controller/master
    [307, 0, 256, 0], // domain/devices/controller/model
    [308, 518, 1793, 0], // domain/devices/controller/target
    [315, 0, 512, 0], // domain/devices/crypto/backend
    [317, 0, 1024, 0], // domain/devices/crypto/driver
    [321, 519, 257, 0], // domain/devices/disk/auth
    [322, 0, 256, 0], // domain/devices/disk/backenddomain
    [323, 520, 515, 0], // domain/devices/disk/backingStore
    [325, 0, 768, 0], // domain/devices/disk/blockio
    [328, 0, 512, 0], // domain/devices/disk/boot
    [330, 523, 4867, 0], // domain/devices/disk/driver
    [349, 526, 515, 0], // domain/devices/disk/backingStore/source/encryption
    [351, 0, 1024, 0], // domain/devices/disk/geometry
    [355, 520, 1283, 0], // domain/devices/disk/mirror
    [0, 0, 0, 44], // domain/devices/disk/product
    [360, 529, 4627, 0], // domain/devices/disk/backingStore/source
    [378, 0, 1536, 0], // domain/devices/disk/target
    [0, 548, 1, 0], // domain/devices/disk/throttlefilters
    [384, 0, 256, 0], // domain/devices/disk/transient
    [0, 0, 0, 45], // domain/devices/disk/vendor
    [0, 0, 0, 224], // domain/devices/disk/wwn
    [385, 549, 517, 0], // domain/devices/filesystem/binary
    [387, 0, 2048, 0], // domain/devices/filesystem/driver
    [395, 0, 1792, 0], // domain/devices/filesystem/source
    [402, 0, 256, 0], // domain/devices/filesystem/target
    [403, 0, 256, 0], // domain/devices/graphics/audio
    [404, 0, 512, 0], // domain/devices/graphics/channel
    [406, 0, 256, 0], // domain/devices/channel/source/clipboard
    [407, 0, 256, 0], // domain/devices/graphics/filetransfer
    [408, 0, 512, 0], // domain/devices/graphics/gl
    [410, 0, 256, 0], // domain/devices/graphics/image
    [411, 0, 256, 0], // domain/devices/graphics/jpeg
    [412, 0, 1024, 0], // domain/devices/graphics/listen
    [416, 0, 256, 0], // domain/devices/channel/source/mouse
    [417, 0, 256, 0], // domain/devices/graphics/playback
    [418, 0, 256, 0], // domain/devices/graphics/streaming
    [419, 0, 768, 0], // domain/devices/hostdev/driver
    [422, 0, 1024, 0], // domain/devices/hostdev/ip
    [426, 0, 768, 0], // domain/devices/hostdev/rom
    [429, 0, 1536, 0], // domain/devices/hostdev/route
    [435, 554, 1546, 0], // domain/devices/hostdev/source
    [441, 0, 512, 0], // domain/devices/hostdev/teaming
    [443, 0, 1280, 0], // domain/devices/input/source
    [448, 0, 1536, 0], // domain/devices/interface/backend
    [454, 564, 258, 0], // domain/devices/interface/bandwidth
    [0, 566, 1, 0], // domain/devices/interface/coalesce
    [455, 0, 256, 0], // domain/devices/interface/downscript
    [456, 567, 3842, 0], // domain/devices/interface/driver
    [471, 569, 257, 0], // domain/devices/interface/filterref
    [472, 0, 512, 0], // domain/devices/interface/guest
    [474, 0, 256, 0], // domain/devices/interface/link
    [475, 0, 1024, 0], // domain/devices/interface/mac
    [479, 0, 256, 0], // domain/devices/interface/model
    [480, 0, 256, 0], // domain/devices/interface/mtu
    [481, 0, 256, 0], // domain/devices/interface/port
    [482, 570, 769, 0], // domain/devices/interface/portForward
    [485, 571, 4103, 0], // domain/devices/interface/source
    [501, 0, 512, 0], // domain/devices/interface/target
    [0, 578, 1, 0], // domain/devices/interface/tune
    [503, 579, 257, 0], // domain/devices/interface/virtualport
    [504, 580, 257, 0], // domain/devices/interface/vlan
    [505, 581, 3841, 0], // domain/devices/iommu/driver
    [520, 0, 512, 0], // domain/devices/lease/target
    [522, 0, 256, 0], // domain/devices/memballoon/stats
    [0, 582, 5, 0], // domain/devices/memory/source
    [523, 587, 264, 0], // domain/devices/memory/target
    [524, 0, 1280, 0], // domain/devices/redirfilter/usbdev
    [529, 595, 515, 42], // domain/devices/rng/backend
    [531, 0, 512, 0], // domain/devices/rng/rate
    [533, 0, 256, 0], // domain/devices/shmem/model
    [534, 0, 512, 0], // domain/devices/shmem/msi
    [536, 0, 256, 0], // domain/devices/sound/codec
    [537, 598, 1029, 0], // domain/devices/tpm/backend
    [541, 0, 1536, 0], // domain/devices/video/driver
    [547, 603, 2562, 0], // domain/devices/video/model
    [557, 0, 512, 0], // domain/devices/vsock/cid
    [559, 0, 512, 0], // domain/features/hyperv/spinlocks
    [173, 605, 257, 0], // domain/features/hyperv/stimer
    [173, 606, 258, 0], // domain/features/hyperv/tlbflush
    [561, 0, 512, 0], // domain/features/hyperv/vendor_id
    [563, 0, 512, 0], // domain/features/kvm/dirty-ring
    [565, 0, 512, 0], // domain/features/xen/passthrough
    [567, 0, 1024, 0], // domain/iothreadids/iothread/poll
    [571, 0, 768, 0], // domain/memoryBacking/hugepages/page
    [574, 0, 256, 42], // domain/os/acpi/table
    [575, 0, 512, 0], // domain/os/firmware/feature
    [577, 0, 256, 48], // domain/sysinfo/baseBoard/entry
    [578, 0, 256, 48], // domain/sysinfo/bios/entry
    [579, 0, 256, 48], // domain/sysinfo/chassis/entry
    [580, 0, 256, 48], // domain/sysinfo/system/entry
    [581, 608, 770, 0], // domain/cpu/numa/cell/cache
    [0, 610, 1, 0], // domain/cpu/numa/cell/distances
    [584, 0, 1536, 0], // domain/cpu/numa/interconnects/bandwidth
    [590, 0, 1280, 0], // domain/cpu/numa/interconnects/latency
    [595, 0, 768, 0], // domain/devices/audio/input/settings
    [598, 0, 512, 0], // domain/devices/channel/address/zpci
    [600, 0, 768, 0], // domain/devices/channel/source/reconnect
    [603, 611, 769, 0], // domain/devices/channel/source/seclabel
    [606, 0, 256, 0], // domain/devices/console/target/model
    [0, 612, 1, 0], // domain/devices/controller/driver/iothreads
    [607, 0, 768, 0], // domain/devices/disk/auth/secret
    [610, 613, 257, 0], // domain/devices/disk/backingStore/format
    [0, 614, 1, 0], // domain/devices/disk/driver/metadata_cache
    [0, 615, 2, 0], // domain/devices/disk/driver/statistics
    [611, 0, 1024, 0], // domain/devices/disk/backingStore/source/encryption/cipher
    [615, 0, 512, 0], // domain/devices/disk/backingStore/source/encryption/ivgen
    [617, 0, 768, 0], // domain/devices/disk/backingStore/source/encryption/secret
    [620, 0, 1280, 0], // domain/devices/disk/backingStore/source/address
    [625, 0, 256, 0], // domain/devices/disk/backingStore/source/config
    [0, 617, 1, 0], // domain/devices/disk/backingStore/source/cookies
    [626, 618, 258, 0], // domain/devices/disk/backingStore/source/dataStore
    [627, 0, 1024, 0], // domain/devices/disk/backingStore/source/host
    [631, 0, 1280, 0], // domain/devices/disk/backingStore/source/identity
    [0, 620, 1, 0], // domain/devices/disk/backingStore/source/initiator
    [636, 0, 256, 0], // domain/devices/disk/backingStore/source/knownHosts
    [637, 0, 256, 0], // domain/devices/disk/backingStore/source/readahead
    [638, 621, 513, 0], // domain/devices/disk/backingStore/source/reservations
    [0, 622, 1, 0], // domain/devices/disk/backingStore/source/slices
    [640, 0, 256, 0], // domain/devices/disk/backingStore/source/ssl
    [641, 0, 256, 0], // domain/devices/disk/backingStore/source/timeout
    [642, 0, 256, 0], // domain/devices/disk/throttlefilters/throttlefilter
    [643, 0, 256, 0], // domain/devices/filesystem/binary/cache
    [644, 0, 512, 0], // domain/devices/filesystem/binary/lock
    [646, 0, 256, 0], // domain/devices/filesystem/binary/openfiles
    [647, 0, 256, 0], // domain/devices/filesystem/binary/sandbox
    [648, 0, 256, 0], // domain/devices/filesystem/binary/thread_pool
    [649, 623, 2305, 0], // domain/devices/hostdev/source/adapter
    [658, 0, 2560, 0], // domain/devices/hostdev/source/address
    [668, 0, 512, 0], // domain/devices/hostdev/source/host
    [670, 0, 256, 0], // domain/devices/hostdev/source/product
    [671, 0, 1024, 0], // domain/devices/interface/bandwidth/inbound
    [0, 624, 1, 0], // domain/devices/interface/coalesce/rx
    [675, 0, 1280, 0], // domain/devices/interface/driver/guest
    [680, 0, 1792, 0], // domain/devices/interface/driver/host
    [687, 0, 512, 0], // domain/devices/interface/filterref/parameter
    [689, 0, 1024, 0], // domain/devices/interface/portForward/range
    [693, 0, 2048, 0], // domain/devices/interface/source/address
    [701, 0, 512, 0], // domain/devices/interface/source/local
    [703, 0, 1536, 0], // domain/devices/interface/virtualport/parameters
    [709, 0, 512, 0], // domain/devices/interface/vlan/tag
    [711, 0, 768, 0], // domain/devices/iommu/driver/granule
    [0, 0, 0, 9], // domain/devices/memory/source/nodemask
    [714, 0, 256, 0], // domain/devices/memory/target/address
    [0, 625, 1, 0], // domain/devices/memory/target/label
    [0, 626, 4, 0], // domain/devices/tpm/backend/active_pcr_banks
    [715, 0, 256, 0], // domain/devices/tpm/backend/device
    [716, 0, 256, 0], // domain/devices/tpm/backend/encryption
    [717, 0, 768, 0], // domain/devices/tpm/backend/profile
    [720, 0, 768, 0], // domain/devices/tpm/backend/source
    [723, 0, 768, 0], // domain/devices/video/model/acceleration
    [726, 0, 512, 0], // domain/devices/video/model/resolution
    [728, 0, 512, 0], // domain/cpu/numa/cell/cache/line
    [730, 0, 512, 0], // domain/cpu/numa/cell/distances/sibling
    [732, 630, 257, 0], // domain/devices/controller/driver/iothreads/iothread
    [733, 631, 257, 0], // domain/devices/disk/driver/statistics/latency-histogram
    [734, 0, 256, 0], // domain/devices/disk/driver/statistics/statistic
    [735, 632, 769, 0], // domain/devices/disk/backingStore/source/reservations/source
    [738, 0, 768, 0], // domain/devices/disk/backingStore/source/slices/slice
    [741, 633, 257, 0], // domain/devices/hostdev/source/adapter/parentaddr
    [742, 0, 256, 0], // domain/devices/interface/coalesce/rx/frames
    [732, 0, 256, 0], // domain/devices/controller/driver/iothreads/iothread/queue
    [743, 0, 256, 0], // domain/devices/disk/driver/statistics/latency-histogram/bin
];
