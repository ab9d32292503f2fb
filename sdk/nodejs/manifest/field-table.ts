/**
 * What the fields of the kinds of Kubernetes itself are, from its OpenAPI document. Made by test/support/write-field-table.ts,
 * which says how.
 */
export const fieldTable = `
APIServiceSpec caBundle:s group:s groupPriorityMinimum:n insecureSkipTLSVerify:b service:apiregistration.v1.ServiceReference version:s versionPriority:n
AWSElasticBlockStoreVolumeSource fsType:s partition:n readOnly:b volumeID:s
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AggregationRule clusterRoleSelectors:[LabelSelector
AppArmorProfile localhostProfile:s type:s
ApplyConfiguration expression:s
AuditAnnotation key:s valueExpression:s
AzureDiskVolumeSource cachingMode:s diskName:s diskURI:s fsType:s kind:s readOnly:b
AzureFilePersistentVolumeSource readOnly:b secretName:s secretNamespace:s shareName:s
AzureFileVolumeSource readOnly:b secretName:s shareName:s
BasicDevice allNodes:b allowMultipleAllocations:b attributes:{v1beta1.DeviceAttribute bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{v1beta1.DeviceCapacity consumesCounters:[v1beta1.DeviceCounterConsumption nodeName:s nodeSelector:NodeSelector taints:[v1beta1.DeviceTaint
BoundObjectReference apiVersion:s kind:s name:s uid:s
CELDeviceSelector expression:s
CSIDriverSpec attachRequired:b fsGroupPolicy:s nodeAllocatableUpdatePeriodSeconds:n podInfoOnMount:b requiresRepublish:b seLinuxMount:b storageCapacity:b tokenRequests:[TokenRequest volumeLifecycleModes:[s
CSINodeDriver allocatable:VolumeNodeResources name:s nodeID:s topologyKeys:[s
CSINodeSpec drivers:[CSINodeDriver
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver:s fsType:s nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:b volumeAttributes:{s volumeHandle:s
CSIVolumeSource driver:s fsType:s nodePublishSecretRef:LocalObjectReference readOnly:b volumeAttributes:{s
Capabilities add:[s drop:[s
CapacityRequestPolicy validRange:CapacityRequestPolicyRange validValues:[
CapacityRequestPolicyRange
CapacityRequirements requests:{
CephFSPersistentVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:SecretReference user:s
CephFSVolumeSource monitors:[s path:s readOnly:b secretFile:s secretRef:LocalObjectReference user:s
CertificateSigningRequestSpec expirationSeconds:n extra:{[s groups:[s request:s signerName:s uid:s usages:[s username:s
CinderPersistentVolumeSource fsType:s readOnly:b secretRef:SecretReference volumeID:s
CinderVolumeSource fsType:s readOnly:b secretRef:LocalObjectReference volumeID:s
ClientIPConfig timeoutSeconds:n
ClusterTrustBundleProjection labelSelector:LabelSelector name:s optional:b path:s signerName:s
ClusterTrustBundleSpec signerName:s trustBundle:s
ComponentCondition error:s message:s status:s type:s
ConfigMapEnvSource name:s optional:b
ConfigMapKeySelector key:s name:s optional:b
ConfigMapNodeConfigSource kubeletConfigKey:s name:s namespace:s resourceVersion:s uid:s
ConfigMapProjection items:[KeyToPath name:s optional:b
ConfigMapVolumeSource defaultMode:n items:[KeyToPath name:s optional:b
Container args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name:s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy:s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
ContainerPort containerPort:n hostIP:s hostPort:n name:s protocol:s
ContainerResizePolicy resourceName:s restartPolicy:s
ContainerResourceMetricSource container:s name:s target:MetricTarget
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator:s values:[n
Counter
CounterSet counters:{Counter name:s
CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit:n jobTemplate:JobTemplateSpec schedule:s startingDeadlineSeconds:n successfulJobsHistoryLimit:n suspend:b timeZone:s
CrossVersionObjectReference apiVersion:s kind:s name:s
CustomResourceColumnDefinition description:s format:s jsonPath:s name:s priority:n type:s
CustomResourceConversion strategy:s webhook:WebhookConversion
CustomResourceDefinitionNames categories:[s kind:s listKind:s plural:s shortNames:[s singular:s
CustomResourceDefinitionSpec conversion:CustomResourceConversion group:s names:CustomResourceDefinitionNames preserveUnknownFields:b scope:s versions:[CustomResourceDefinitionVersion
CustomResourceDefinitionVersion additionalPrinterColumns:[CustomResourceColumnDefinition deprecated:b deprecationWarning:s name:s schema:CustomResourceValidation selectableFields:[SelectableField served:b storage:b subresources:CustomResourceSubresources
CustomResourceSubresourceScale labelSelectorPath:s specReplicasPath:s statusReplicasPath:s
CustomResourceSubresources scale:CustomResourceSubresourceScale status:o
CustomResourceValidation openAPIV3Schema:JSONSchemaProps
DaemonSetSpec minReadySeconds:n revisionHistoryLimit:n selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type:s
DeleteOptions apiVersion:s dryRun:[s gracePeriodSeconds:n ignoreStoreReadErrorWithClusterBreakingPotential:b kind:s orphanDependents:b preconditions:Preconditions propagationPolicy:s
DeploymentSpec minReadySeconds:n paused:b progressDeadlineSeconds:n replicas:n revisionHistoryLimit:n selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec
DeploymentStrategy rollingUpdate:RollingUpdateDeployment type:s
Device allNodes:b allowMultipleAllocations:b attributes:{DeviceAttribute bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{DeviceCapacity consumesCounters:[DeviceCounterConsumption name:s nodeName:s nodeSelector:NodeSelector taints:[DeviceTaint
DeviceAttribute bool:b int:n string:s version:s
DeviceCapacity requestPolicy:CapacityRequestPolicy
DeviceClaim config:[DeviceClaimConfiguration constraints:[DeviceConstraint requests:[DeviceRequest
DeviceClaimConfiguration opaque:OpaqueDeviceConfiguration requests:[s
DeviceClassConfiguration opaque:OpaqueDeviceConfiguration
DeviceClassSpec config:[DeviceClassConfiguration extendedResourceName:s selectors:[DeviceSelector
DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
DeviceCounterConsumption counterSet:s counters:{Counter
DeviceRequest exactly:ExactDeviceRequest firstAvailable:[DeviceSubRequest name:s
DeviceSelector cel:CELDeviceSelector
DeviceSubRequest allocationMode:s capacity:CapacityRequirements count:n deviceClassName:s name:s selectors:[DeviceSelector tolerations:[DeviceToleration
DeviceTaint effect:s key:s timeAdded:s value:s
DeviceTaintRuleSpec deviceSelector:DeviceTaintSelector taint:v1alpha3.DeviceTaint
DeviceTaintSelector device:s deviceClassName:s driver:s pool:s selectors:[v1alpha3.DeviceSelector
DeviceToleration effect:s key:s operator:s tolerationSeconds:n value:s
DownwardAPIProjection items:[DownwardAPIVolumeFile
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:n path:s resourceFieldRef:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode:n items:[DownwardAPIVolumeFile
EmptyDirVolumeSource medium:s
Endpoint addresses:[s conditions:EndpointConditions deprecatedTopology:{s hints:EndpointHints hostname:s nodeName:s targetRef:ObjectReference zone:s
EndpointAddress hostname:s ip:s nodeName:s targetRef:ObjectReference
EndpointConditions ready:b serving:b terminating:b
EndpointHints forNodes:[ForNode forZones:[ForZone
EndpointPort appProtocol:s name:s port:n protocol:s
EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[EndpointPort
EnvFromSource configMapRef:ConfigMapEnvSource prefix:s secretRef:SecretEnvSource
EnvVar name:s value:s valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
EphemeralContainer args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name:s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy:s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
EventSeries count:n lastObservedTime:s
EventSource component:s host:s
ExactDeviceRequest adminAccess:b allocationMode:s capacity:CapacityRequirements count:n deviceClassName:s selectors:[DeviceSelector tolerations:[DeviceToleration
ExecAction command:[s
ExemptPriorityLevelConfiguration lendablePercent:n nominalConcurrencyShares:n
ExternalDocumentation description:s url:s
ExternalMetricSource metric:MetricIdentifier target:MetricTarget
FCVolumeSource fsType:s lun:n readOnly:b targetWWNs:[s wwids:[s
FieldSelectorAttributes rawSelector:s requirements:[FieldSelectorRequirement
FieldSelectorRequirement key:s operator:s values:[s
FileKeySelector key:s optional:b path:s volumeName:s
FlexPersistentVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:SecretReference
FlexVolumeSource driver:s fsType:s options:{s readOnly:b secretRef:LocalObjectReference
FlockerVolumeSource datasetName:s datasetUUID:s
FlowDistinguisherMethod type:s
FlowSchemaSpec distinguisherMethod:FlowDistinguisherMethod matchingPrecedence:n priorityLevelConfiguration:PriorityLevelConfigurationReference rules:[PolicyRulesWithSubjects
ForNode name:s
ForZone name:s
GCEPersistentDiskVolumeSource fsType:s partition:n pdName:s readOnly:b
GRPCAction port:n service:s
GitRepoVolumeSource directory:s repository:s revision:s
GlusterfsPersistentVolumeSource endpoints:s endpointsNamespace:s path:s readOnly:b
GlusterfsVolumeSource endpoints:s path:s readOnly:b
GroupSubject name:s
GroupVersionResource group:s resource:s version:s
HPAScalingPolicy periodSeconds:n type:s value:n
HPAScalingRules policies:[HPAScalingPolicy selectPolicy:s stabilizationWindowSeconds:n
HTTPGetAction host:s httpHeaders:[HTTPHeader path:s scheme:s
HTTPHeader name:s value:s
HTTPIngressPath backend:IngressBackend path:s pathType:s
HTTPIngressRuleValue paths:[HTTPIngressPath
HorizontalPodAutoscalerBehavior scaleDown:HPAScalingRules scaleUp:HPAScalingRules
HorizontalPodAutoscalerSpec maxReplicas:n minReplicas:n scaleTargetRef:CrossVersionObjectReference targetCPUUtilizationPercentage:n
HostAlias hostnames:[s ip:s
HostPathVolumeSource path:s type:s
IPAddressSpec parentRef:ParentReference
IPBlock cidr:s except:[s
ISCSIPersistentVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:n portals:[s readOnly:b secretRef:SecretReference targetPortal:s
ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType:s initiatorName:s iqn:s iscsiInterface:s lun:n portals:[s readOnly:b secretRef:LocalObjectReference targetPortal:s
ImageVolumeSource pullPolicy:s reference:s
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
IngressClassParametersReference apiGroup:s kind:s name:s namespace:s scope:s
IngressClassSpec controller:s parameters:IngressClassParametersReference
IngressRule host:s http:HTTPIngressRuleValue
IngressServiceBackend name:s port:ServiceBackendPort
IngressSpec defaultBackend:IngressBackend ingressClassName:s rules:[IngressRule tls:[IngressTLS
IngressTLS hosts:[s secretName:s
JSONPatch expression:s
JSONSchemaProps $ref:s $schema:s allOf:[JSONSchemaProps anyOf:[JSONSchemaProps definitions:{JSONSchemaProps dependencies:{ description:s enum:[ exclusiveMaximum:b exclusiveMinimum:b externalDocs:ExternalDocumentation format:s id:s maxItems:n maxLength:n maxProperties:n maximum:n minItems:n minLength:n minProperties:n minimum:n multipleOf:n not:JSONSchemaProps nullable:b oneOf:[JSONSchemaProps pattern:s patternProperties:{JSONSchemaProps properties:{JSONSchemaProps required:[s title:s type:s uniqueItems:b x-kubernetes-embedded-resource:b x-kubernetes-int-or-string:b x-kubernetes-list-map-keys:[s x-kubernetes-list-type:s x-kubernetes-map-type:s x-kubernetes-preserve-unknown-fields:b x-kubernetes-validations:[ValidationRule
JobSpec activeDeadlineSeconds:n backoffLimit:n backoffLimitPerIndex:n completionMode:s completions:n managedBy:s manualSelector:b maxFailedIndexes:n parallelism:n podFailurePolicy:PodFailurePolicy podReplacementPolicy:s selector:LabelSelector successPolicy:SuccessPolicy suspend:b template:PodTemplateSpec ttlSecondsAfterFinished:n
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
KeyToPath key:s mode:n path:s
LabelSelector matchExpressions:[LabelSelectorRequirement matchLabels:{s
LabelSelectorAttributes rawSelector:s requirements:[LabelSelectorRequirement
LabelSelectorRequirement key:s operator:s values:[s
LeaseCandidateSpec binaryVersion:s emulationVersion:s leaseName:s pingTime:s renewTime:s strategy:s
LeaseSpec acquireTime:s holderIdentity:s leaseDurationSeconds:n leaseTransitions:n preferredHolder:s renewTime:s strategy:s
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
LimitRangeItem default:{ defaultRequest:{ max:{ maxLimitRequestRatio:{ min:{ type:s
LimitRangeSpec limits:[LimitRangeItem
LimitResponse queuing:QueuingConfiguration type:s
LimitedPriorityLevelConfiguration borrowingLimitPercent:n lendablePercent:n limitResponse:LimitResponse nominalConcurrencyShares:n
LocalObjectReference name:s
LocalVolumeSource fsType:s path:s
ManagedFieldsEntry apiVersion:s fieldsType:s fieldsV1:o manager:s operation:s subresource:s time:s
MatchCondition expression:s name:s
MatchResources excludeResourceRules:[NamedRuleWithOperations matchPolicy:s namespaceSelector:LabelSelector objectSelector:LabelSelector resourceRules:[NamedRuleWithOperations
MetricIdentifier name:s selector:LabelSelector
MetricSpec containerResource:ContainerResourceMetricSource external:ExternalMetricSource object:ObjectMetricSource pods:PodsMetricSource resource:ResourceMetricSource type:s
MetricTarget averageUtilization:n type:s
ModifyVolumeStatus status:s targetVolumeAttributesClassName:s
MutatingAdmissionPolicyBindingSpec matchResources:v1alpha1.MatchResources paramRef:v1alpha1.ParamRef policyName:s
MutatingAdmissionPolicySpec failurePolicy:s matchConditions:[v1alpha1.MatchCondition matchConstraints:v1alpha1.MatchResources mutations:[Mutation paramKind:v1alpha1.ParamKind reinvocationPolicy:s variables:[v1alpha1.Variable
MutatingWebhook admissionReviewVersions:[s clientConfig:WebhookClientConfig failurePolicy:s matchConditions:[MatchCondition matchPolicy:s name:s namespaceSelector:LabelSelector objectSelector:LabelSelector reinvocationPolicy:s rules:[RuleWithOperations sideEffects:s timeoutSeconds:n
Mutation applyConfiguration:ApplyConfiguration jsonPatch:JSONPatch patchType:s
NFSVolumeSource path:s readOnly:b server:s
NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
NamespaceSpec finalizers:[s
NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
NetworkPolicyPort endPort:n protocol:s
NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector:LabelSelector policyTypes:[s
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeConfigSource configMap:ConfigMapNodeConfigSource
NodeSelector nodeSelectorTerms:[NodeSelectorTerm
NodeSelectorRequirement key:s operator:s values:[s
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
NodeSpec configSource:NodeConfigSource externalID:s podCIDR:s podCIDRs:[s providerID:s taints:[Taint unschedulable:b
NonResourceAttributes path:s verb:s
NonResourcePolicyRule nonResourceURLs:[s verbs:[s
ObjectFieldSelector apiVersion:s fieldPath:s
ObjectMeta annotations:{s creationTimestamp:s deletionGracePeriodSeconds:n deletionTimestamp:s finalizers:[s generateName:s generation:n labels:{s managedFields:[ManagedFieldsEntry name:s namespace:s ownerReferences:[OwnerReference resourceVersion:s selfLink:s uid:s
ObjectMetricSource describedObject:v2.CrossVersionObjectReference metric:MetricIdentifier target:MetricTarget
ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
OpaqueDeviceConfiguration driver:s parameters:o
Overhead podFixed:{
OwnerReference apiVersion:s blockOwnerDeletion:b controller:b kind:s name:s uid:s
ParamKind apiVersion:s kind:s
ParamRef name:s namespace:s parameterNotFoundAction:s selector:LabelSelector
ParentReference group:s name:s namespace:s resource:s
PersistentVolumeClaim apiVersion:s kind:s metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition lastProbeTime:s lastTransitionTime:s message:s reason:s status:s type:s
PersistentVolumeClaimSpec accessModes:[s dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector storageClassName:s volumeAttributesClassName:s volumeMode:s volumeName:s
PersistentVolumeClaimStatus accessModes:[s allocatedResourceStatuses:{s allocatedResources:{ capacity:{ conditions:[PersistentVolumeClaimCondition currentVolumeAttributesClassName:s modifyVolumeStatus:ModifyVolumeStatus phase:s
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName:s readOnly:b
PersistentVolumeSpec accessModes:[s awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity:{ cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource mountOptions:[s nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:s photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageClassName:s storageos:StorageOSPersistentVolumeSource volumeAttributesClassName:s volumeMode:s vsphereVolume:VsphereVirtualDiskVolumeSource
PhotonPersistentDiskVolumeSource fsType:s pdID:s
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:LabelSelector namespaces:[s topologyKey:s
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s maxExpirationSeconds:n signerName:s
PodCertificateRequestSpec maxExpirationSeconds:n nodeName:s nodeUID:s pkixPublicKey:s podName:s podUID:s proofOfPossession:s serviceAccountName:s serviceAccountUID:s signerName:s
PodDNSConfig nameservers:[s options:[PodDNSConfigOption searches:[s
PodDNSConfigOption name:s value:s
PodDisruptionBudgetSpec selector:LabelSelector unhealthyPodEvictionPolicy:s
PodFailurePolicy rules:[PodFailurePolicyRule
PodFailurePolicyOnExitCodesRequirement containerName:s operator:s values:[n
PodFailurePolicyOnPodConditionsPattern status:s type:s
PodFailurePolicyRule action:s onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[PodFailurePolicyOnPodConditionsPattern
PodOS name:s
PodReadinessGate conditionType:s
PodResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
PodSchedulingGate name:s
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:n fsGroupChangePolicy:s runAsGroup:n runAsNonRoot:b runAsUser:n seLinuxChangePolicy:s seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[n supplementalGroupsPolicy:s sysctls:[Sysctl windowsOptions:WindowsSecurityContextOptions
PodSpec activeDeadlineSeconds:n affinity:Affinity automountServiceAccountToken:b containers:[Container dnsConfig:PodDNSConfig dnsPolicy:s enableServiceLinks:b ephemeralContainers:[EphemeralContainer hostAliases:[HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname:s hostnameOverride:s imagePullSecrets:[LocalObjectReference initContainers:[Container nodeName:s nodeSelector:{s os:PodOS overhead:{ preemptionPolicy:s priority:n priorityClassName:s readinessGates:[PodReadinessGate resourceClaims:[PodResourceClaim resources:ResourceRequirements restartPolicy:s runtimeClassName:s schedulerName:s schedulingGates:[PodSchedulingGate securityContext:PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b shareProcessNamespace:b subdomain:s terminationGracePeriodSeconds:n tolerations:[Toleration topologySpreadConstraints:[TopologySpreadConstraint volumes:[Volume
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PodsMetricSource metric:MetricIdentifier target:MetricTarget
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s
PolicyRulesWithSubjects nonResourceRules:[NonResourcePolicyRule resourceRules:[ResourcePolicyRule subjects:[Subject
PortworxVolumeSource fsType:s readOnly:b volumeID:s
Preconditions resourceVersion:s uid:s
PreferredSchedulingTerm preference:NodeSelectorTerm weight:n
PriorityLevelConfigurationReference name:s
PriorityLevelConfigurationSpec exempt:ExemptPriorityLevelConfiguration limited:LimitedPriorityLevelConfiguration type:s
Probe exec:ExecAction failureThreshold:n grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:n periodSeconds:n successThreshold:n tcpSocket:TCPSocketAction terminationGracePeriodSeconds:n timeoutSeconds:n
ProjectedVolumeSource defaultMode:n sources:[VolumeProjection
QueuingConfiguration handSize:n queueLengthLimit:n queues:n
QuobyteVolumeSource group:s readOnly:b registry:s tenant:s user:s volume:s
RBDPersistentVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:SecretReference user:s
RBDVolumeSource fsType:s image:s keyring:s monitors:[s pool:s readOnly:b secretRef:LocalObjectReference user:s
ReplicaSetSpec minReadySeconds:n replicas:n selector:LabelSelector template:PodTemplateSpec
ReplicationControllerSpec minReadySeconds:n replicas:n selector:{s template:PodTemplateSpec
ResourceAttributes fieldSelector:FieldSelectorAttributes group:s labelSelector:LabelSelectorAttributes name:s namespace:s resource:s subresource:s verb:s version:s
ResourceClaim name:s request:s
ResourceClaimSpec devices:DeviceClaim
ResourceClaimTemplateSpec metadata:ObjectMeta spec:ResourceClaimSpec
ResourceFieldSelector containerName:s resource:s
ResourceMetricSource name:s target:MetricTarget
ResourcePolicyRule apiGroups:[s clusterScope:b namespaces:[s resources:[s verbs:[s
ResourcePool generation:n name:s resourceSliceCount:n
ResourceQuotaSpec hard:{ scopeSelector:ScopeSelector scopes:[s
ResourceRequirements claims:[ResourceClaim limits:{ requests:{
ResourceSliceSpec allNodes:b devices:[Device driver:s nodeName:s nodeSelector:NodeSelector perDeviceNodeSelection:b pool:ResourcePool sharedCounters:[CounterSet
RoleRef apiGroup:s kind:s name:s
RollingUpdateDaemonSet
RollingUpdateDeployment
RollingUpdateStatefulSetStrategy partition:n
RuleWithOperations apiGroups:[s apiVersions:[s operations:[s resources:[s scope:s
SELinuxOptions level:s role:s type:s user:s
ScaleIOPersistentVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:SecretReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
ScaleIOVolumeSource fsType:s gateway:s protectionDomain:s readOnly:b secretRef:LocalObjectReference sslEnabled:b storageMode:s storagePool:s system:s volumeName:s
ScaleSpec replicas:n
Scheduling nodeSelector:{s tolerations:[Toleration
ScopeSelector matchExpressions:[ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement operator:s scopeName:s values:[s
SeccompProfile localhostProfile:s type:s
SecretEnvSource name:s optional:b
SecretKeySelector key:s name:s optional:b
SecretProjection items:[KeyToPath name:s optional:b
SecretReference name:s namespace:s
SecretVolumeSource defaultMode:n items:[KeyToPath optional:b secretName:s
SecurityContext allowPrivilegeEscalation:b appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:b procMount:s readOnlyRootFilesystem:b runAsGroup:n runAsNonRoot:b runAsUser:n seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
SelectableField jsonPath:s
SelfSubjectAccessReviewSpec nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes
SelfSubjectRulesReviewSpec namespace:s
ServiceAccountSubject name:s namespace:s
ServiceAccountTokenProjection audience:s expirationSeconds:n path:s
ServiceBackendPort name:s number:n
ServiceCIDRSpec cidrs:[s
ServicePort appProtocol:s name:s nodePort:n port:n protocol:s
ServiceReference name:s namespace:s path:s port:n
ServiceSpec allocateLoadBalancerNodePorts:b clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:n internalTrafficPolicy:s ipFamilies:[s ipFamilyPolicy:s loadBalancerClass:s loadBalancerIP:s loadBalancerSourceRanges:[s ports:[ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity:s sessionAffinityConfig:SessionAffinityConfig trafficDistribution:s type:s
SessionAffinityConfig clientIP:ClientIPConfig
SleepAction seconds:n
StatefulSetOrdinals start:n
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
StatefulSetSpec minReadySeconds:n ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s replicas:n revisionHistoryLimit:n selector:LabelSelector serviceName:s template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type:s
StorageOSPersistentVolumeSource fsType:s readOnly:b secretRef:ObjectReference volumeName:s volumeNamespace:s
StorageOSVolumeSource fsType:s readOnly:b secretRef:LocalObjectReference volumeName:s volumeNamespace:s
StorageVersionMigrationSpec continueToken:s resource:GroupVersionResource
Subject group:GroupSubject kind:s serviceAccount:ServiceAccountSubject user:UserSubject
SubjectAccessReviewSpec extra:{[s groups:[s nonResourceAttributes:NonResourceAttributes resourceAttributes:ResourceAttributes uid:s user:s
SuccessPolicy rules:[SuccessPolicyRule
SuccessPolicyRule succeededCount:n succeededIndexes:s
Sysctl name:s value:s
TCPSocketAction host:s
Taint effect:s key:s timeAdded:s value:s
TokenRequest audience:s expirationSeconds:n
TokenRequestSpec audiences:[s boundObjectRef:BoundObjectReference expirationSeconds:n
TokenReviewSpec audiences:[s token:s
Toleration effect:s key:s operator:s tolerationSeconds:n value:s
TopologySelectorLabelRequirement key:s values:[s
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement
TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys:[s maxSkew:n minDomains:n nodeAffinityPolicy:s nodeTaintsPolicy:s topologyKey:s whenUnsatisfiable:s
TypedLocalObjectReference apiGroup:s kind:s name:s
TypedObjectReference apiGroup:s kind:s name:s namespace:s
UserSubject name:s
ValidatingAdmissionPolicyBindingSpec matchResources:MatchResources paramRef:ParamRef policyName:s validationActions:[s
ValidatingAdmissionPolicySpec auditAnnotations:[AuditAnnotation failurePolicy:s matchConditions:[MatchCondition matchConstraints:MatchResources paramKind:ParamKind validations:[Validation variables:[Variable
ValidatingWebhook admissionReviewVersions:[s clientConfig:WebhookClientConfig failurePolicy:s matchConditions:[MatchCondition matchPolicy:s name:s namespaceSelector:LabelSelector objectSelector:LabelSelector rules:[RuleWithOperations sideEffects:s timeoutSeconds:n
Validation expression:s message:s messageExpression:s reason:s
ValidationRule fieldPath:s message:s messageExpression:s optionalOldSelf:b reason:s rule:s
Variable expression:s name:s
Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name:s nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
VolumeAttachmentSource inlineVolumeSpec:PersistentVolumeSpec persistentVolumeName:s
VolumeAttachmentSpec attacher:s nodeName:s source:VolumeAttachmentSource
VolumeDevice devicePath:s name:s
VolumeMount mountPath:s mountPropagation:s name:s readOnly:b recursiveReadOnly:s subPath:s subPathExpr:s
VolumeNodeAffinity required:NodeSelector
VolumeNodeResources count:n
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
VolumeResourceRequirements limits:{ requests:{
VsphereVirtualDiskVolumeSource fsType:s storagePolicyID:s storagePolicyName:s volumePath:s
WebhookClientConfig caBundle:s service:ServiceReference url:s
WebhookConversion clientConfig:v1.WebhookClientConfig conversionReviewVersions:[s
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm weight:n
WindowsSecurityContextOptions gmsaCredentialSpec:s gmsaCredentialSpecName:s hostProcess:b runAsUserName:s
admissionregistration.k8s.io/v1/MutatingWebhookConfiguration metadata:ObjectMeta webhooks:[MutatingWebhook
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy metadata:ObjectMeta spec:ValidatingAdmissionPolicySpec
admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding metadata:ObjectMeta spec:ValidatingAdmissionPolicyBindingSpec
admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration metadata:ObjectMeta webhooks:[ValidatingWebhook
admissionregistration.k8s.io/v1alpha1/MutatingAdmissionPolicy metadata:ObjectMeta spec:MutatingAdmissionPolicySpec
admissionregistration.k8s.io/v1alpha1/MutatingAdmissionPolicyBinding metadata:ObjectMeta spec:MutatingAdmissionPolicyBindingSpec
admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicy metadata:ObjectMeta spec:v1beta1.MutatingAdmissionPolicySpec
admissionregistration.k8s.io/v1beta1/MutatingAdmissionPolicyBinding metadata:ObjectMeta spec:v1beta1.MutatingAdmissionPolicyBindingSpec
apiextensions.k8s.io/v1/CustomResourceDefinition metadata:ObjectMeta spec:CustomResourceDefinitionSpec
apiregistration.k8s.io/v1/APIService metadata:ObjectMeta spec:APIServiceSpec
apiregistration.v1.ServiceReference name:s namespace:s port:n
apps/v1/ControllerRevision metadata:ObjectMeta data:o revision:n
apps/v1/DaemonSet metadata:ObjectMeta spec:DaemonSetSpec
apps/v1/Deployment metadata:ObjectMeta spec:DeploymentSpec
apps/v1/ReplicaSet metadata:ObjectMeta spec:ReplicaSetSpec
apps/v1/StatefulSet metadata:ObjectMeta spec:StatefulSetSpec
authentication.k8s.io/v1/SelfSubjectReview metadata:ObjectMeta
authentication.k8s.io/v1/TokenRequest metadata:ObjectMeta spec:TokenRequestSpec
authentication.k8s.io/v1/TokenReview metadata:ObjectMeta spec:TokenReviewSpec
authorization.k8s.io/v1/LocalSubjectAccessReview metadata:ObjectMeta spec:SubjectAccessReviewSpec
authorization.k8s.io/v1/SelfSubjectAccessReview metadata:ObjectMeta spec:SelfSubjectAccessReviewSpec
authorization.k8s.io/v1/SelfSubjectRulesReview metadata:ObjectMeta spec:SelfSubjectRulesReviewSpec
authorization.k8s.io/v1/SubjectAccessReview metadata:ObjectMeta spec:SubjectAccessReviewSpec
autoscaling/v1/HorizontalPodAutoscaler metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec
autoscaling/v1/Scale metadata:ObjectMeta spec:ScaleSpec
autoscaling/v2/HorizontalPodAutoscaler metadata:ObjectMeta spec:v2.HorizontalPodAutoscalerSpec
batch/v1/CronJob metadata:ObjectMeta spec:CronJobSpec
batch/v1/Job metadata:ObjectMeta spec:JobSpec
certificates.k8s.io/v1/CertificateSigningRequest metadata:ObjectMeta spec:CertificateSigningRequestSpec
certificates.k8s.io/v1alpha1/ClusterTrustBundle metadata:ObjectMeta spec:ClusterTrustBundleSpec
certificates.k8s.io/v1alpha1/PodCertificateRequest metadata:ObjectMeta spec:PodCertificateRequestSpec
certificates.k8s.io/v1beta1/ClusterTrustBundle metadata:ObjectMeta spec:v1beta1.ClusterTrustBundleSpec
coordination.k8s.io/v1/Lease metadata:ObjectMeta spec:LeaseSpec
coordination.k8s.io/v1alpha2/LeaseCandidate metadata:ObjectMeta spec:LeaseCandidateSpec
coordination.k8s.io/v1beta1/LeaseCandidate metadata:ObjectMeta spec:v1beta1.LeaseCandidateSpec
discovery.k8s.io/v1/EndpointSlice metadata:ObjectMeta addressType:s endpoints:[Endpoint ports:[v1.EndpointPort
events.k8s.io/v1/Event metadata:ObjectMeta action:s deprecatedCount:n deprecatedFirstTimestamp:s deprecatedLastTimestamp:s deprecatedSource:EventSource eventTime:s note:s reason:s regarding:ObjectReference related:ObjectReference reportingController:s reportingInstance:s series:v1.EventSeries type:s
flowcontrol.apiserver.k8s.io/v1/FlowSchema metadata:ObjectMeta spec:FlowSchemaSpec
flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration metadata:ObjectMeta spec:PriorityLevelConfigurationSpec
internal.apiserver.k8s.io/v1alpha1/StorageVersion metadata:ObjectMeta spec:o
networking.k8s.io/v1/IPAddress metadata:ObjectMeta spec:IPAddressSpec
networking.k8s.io/v1/Ingress metadata:ObjectMeta spec:IngressSpec
networking.k8s.io/v1/IngressClass metadata:ObjectMeta spec:IngressClassSpec
networking.k8s.io/v1/NetworkPolicy metadata:ObjectMeta spec:NetworkPolicySpec
networking.k8s.io/v1/ServiceCIDR metadata:ObjectMeta spec:ServiceCIDRSpec
networking.k8s.io/v1beta1/IPAddress metadata:ObjectMeta spec:v1beta1.IPAddressSpec
networking.k8s.io/v1beta1/ServiceCIDR metadata:ObjectMeta spec:v1beta1.ServiceCIDRSpec
node.k8s.io/v1/RuntimeClass metadata:ObjectMeta handler:s overhead:Overhead scheduling:Scheduling
policy/v1/Eviction metadata:ObjectMeta deleteOptions:DeleteOptions
policy/v1/PodDisruptionBudget metadata:ObjectMeta spec:PodDisruptionBudgetSpec
rbac.authorization.k8s.io/v1/ClusterRole metadata:ObjectMeta aggregationRule:AggregationRule rules:[PolicyRule
rbac.authorization.k8s.io/v1/ClusterRoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[v1.Subject
rbac.authorization.k8s.io/v1/Role metadata:ObjectMeta rules:[PolicyRule
rbac.authorization.k8s.io/v1/RoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[v1.Subject
resource.k8s.io/v1/DeviceClass metadata:ObjectMeta spec:DeviceClassSpec
resource.k8s.io/v1/ResourceClaim metadata:ObjectMeta spec:ResourceClaimSpec
resource.k8s.io/v1/ResourceClaimTemplate metadata:ObjectMeta spec:ResourceClaimTemplateSpec
resource.k8s.io/v1/ResourceSlice metadata:ObjectMeta spec:ResourceSliceSpec
resource.k8s.io/v1alpha3/DeviceTaintRule metadata:ObjectMeta spec:DeviceTaintRuleSpec
resource.k8s.io/v1beta1/DeviceClass metadata:ObjectMeta spec:v1beta1.DeviceClassSpec
resource.k8s.io/v1beta1/ResourceClaim metadata:ObjectMeta spec:v1beta1.ResourceClaimSpec
resource.k8s.io/v1beta1/ResourceClaimTemplate metadata:ObjectMeta spec:v1beta1.ResourceClaimTemplateSpec
resource.k8s.io/v1beta1/ResourceSlice metadata:ObjectMeta spec:v1beta1.ResourceSliceSpec
resource.k8s.io/v1beta2/DeviceClass metadata:ObjectMeta spec:v1beta2.DeviceClassSpec
resource.k8s.io/v1beta2/ResourceClaim metadata:ObjectMeta spec:v1beta2.ResourceClaimSpec
resource.k8s.io/v1beta2/ResourceClaimTemplate metadata:ObjectMeta spec:v1beta2.ResourceClaimTemplateSpec
resource.k8s.io/v1beta2/ResourceSlice metadata:ObjectMeta spec:v1beta2.ResourceSliceSpec
scheduling.k8s.io/v1/PriorityClass metadata:ObjectMeta description:s globalDefault:b preemptionPolicy:s value:n
storage.k8s.io/v1/CSIDriver metadata:ObjectMeta spec:CSIDriverSpec
storage.k8s.io/v1/CSINode metadata:ObjectMeta spec:CSINodeSpec
storage.k8s.io/v1/CSIStorageCapacity metadata:ObjectMeta nodeTopology:LabelSelector storageClassName:s
storage.k8s.io/v1/StorageClass metadata:ObjectMeta allowVolumeExpansion:b allowedTopologies:[TopologySelectorTerm mountOptions:[s parameters:{s provisioner:s reclaimPolicy:s volumeBindingMode:s
storage.k8s.io/v1/VolumeAttachment metadata:ObjectMeta spec:VolumeAttachmentSpec
storage.k8s.io/v1/VolumeAttributesClass metadata:ObjectMeta driverName:s parameters:{s
storage.k8s.io/v1alpha1/VolumeAttributesClass metadata:ObjectMeta driverName:s parameters:{s
storage.k8s.io/v1beta1/VolumeAttributesClass metadata:ObjectMeta driverName:s parameters:{s
storagemigration.k8s.io/v1alpha1/StorageVersionMigration metadata:ObjectMeta spec:StorageVersionMigrationSpec
v1.EndpointPort appProtocol:s name:s port:n protocol:s
v1.EventSeries count:n lastObservedTime:s
v1.ServiceReference name:s namespace:s path:s port:n
v1.Subject apiGroup:s kind:s name:s namespace:s
v1.WebhookClientConfig caBundle:s service:v1.ServiceReference url:s
v1/Binding metadata:ObjectMeta target:ObjectReference
v1/ComponentStatus metadata:ObjectMeta conditions:[ComponentCondition
v1/ConfigMap metadata:ObjectMeta binaryData:{s data:{s immutable:b
v1/Endpoints metadata:ObjectMeta subsets:[EndpointSubset
v1/Event metadata:ObjectMeta action:s count:n eventTime:s firstTimestamp:s involvedObject:ObjectReference lastTimestamp:s message:s reason:s related:ObjectReference reportingComponent:s reportingInstance:s series:EventSeries source:EventSource type:s
v1/LimitRange metadata:ObjectMeta spec:LimitRangeSpec
v1/Namespace metadata:ObjectMeta spec:NamespaceSpec
v1/Node metadata:ObjectMeta spec:NodeSpec
v1/PersistentVolume metadata:ObjectMeta spec:PersistentVolumeSpec
v1/PersistentVolumeClaim metadata:ObjectMeta spec:PersistentVolumeClaimSpec
v1/Pod metadata:ObjectMeta spec:PodSpec
v1/PodTemplate metadata:ObjectMeta template:PodTemplateSpec
v1/ReplicationController metadata:ObjectMeta spec:ReplicationControllerSpec
v1/ResourceQuota metadata:ObjectMeta spec:ResourceQuotaSpec
v1/Secret metadata:ObjectMeta data:{s immutable:b stringData:{s type:s
v1/Service metadata:ObjectMeta spec:ServiceSpec
v1/ServiceAccount metadata:ObjectMeta automountServiceAccountToken:b imagePullSecrets:[LocalObjectReference secrets:[ObjectReference
v1alpha1.MatchCondition expression:s name:s
v1alpha1.MatchResources excludeResourceRules:[v1alpha1.NamedRuleWithOperations matchPolicy:s namespaceSelector:LabelSelector objectSelector:LabelSelector resourceRules:[v1alpha1.NamedRuleWithOperations
v1alpha1.NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
v1alpha1.ParamKind apiVersion:s kind:s
v1alpha1.ParamRef name:s namespace:s parameterNotFoundAction:s selector:LabelSelector
v1alpha1.Variable expression:s name:s
v1alpha3.CELDeviceSelector expression:s
v1alpha3.DeviceSelector cel:v1alpha3.CELDeviceSelector
v1alpha3.DeviceTaint effect:s key:s timeAdded:s value:s
v1beta1.ApplyConfiguration expression:s
v1beta1.CELDeviceSelector expression:s
v1beta1.CapacityRequestPolicy validRange:v1beta1.CapacityRequestPolicyRange validValues:[
v1beta1.CapacityRequestPolicyRange
v1beta1.CapacityRequirements requests:{
v1beta1.ClusterTrustBundleSpec signerName:s trustBundle:s
v1beta1.Counter
v1beta1.CounterSet counters:{v1beta1.Counter name:s
v1beta1.Device basic:BasicDevice name:s
v1beta1.DeviceAttribute bool:b int:n string:s version:s
v1beta1.DeviceCapacity requestPolicy:v1beta1.CapacityRequestPolicy
v1beta1.DeviceClaim config:[v1beta1.DeviceClaimConfiguration constraints:[v1beta1.DeviceConstraint requests:[v1beta1.DeviceRequest
v1beta1.DeviceClaimConfiguration opaque:v1beta1.OpaqueDeviceConfiguration requests:[s
v1beta1.DeviceClassConfiguration opaque:v1beta1.OpaqueDeviceConfiguration
v1beta1.DeviceClassSpec config:[v1beta1.DeviceClassConfiguration extendedResourceName:s selectors:[v1beta1.DeviceSelector
v1beta1.DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
v1beta1.DeviceCounterConsumption counterSet:s counters:{v1beta1.Counter
v1beta1.DeviceRequest adminAccess:b allocationMode:s capacity:v1beta1.CapacityRequirements count:n deviceClassName:s firstAvailable:[v1beta1.DeviceSubRequest name:s selectors:[v1beta1.DeviceSelector tolerations:[v1beta1.DeviceToleration
v1beta1.DeviceSelector cel:v1beta1.CELDeviceSelector
v1beta1.DeviceSubRequest allocationMode:s capacity:v1beta1.CapacityRequirements count:n deviceClassName:s name:s selectors:[v1beta1.DeviceSelector tolerations:[v1beta1.DeviceToleration
v1beta1.DeviceTaint effect:s key:s timeAdded:s value:s
v1beta1.DeviceToleration effect:s key:s operator:s tolerationSeconds:n value:s
v1beta1.IPAddressSpec parentRef:v1beta1.ParentReference
v1beta1.JSONPatch expression:s
v1beta1.LeaseCandidateSpec binaryVersion:s emulationVersion:s leaseName:s pingTime:s renewTime:s strategy:s
v1beta1.MatchCondition expression:s name:s
v1beta1.MatchResources excludeResourceRules:[v1beta1.NamedRuleWithOperations matchPolicy:s namespaceSelector:LabelSelector objectSelector:LabelSelector resourceRules:[v1beta1.NamedRuleWithOperations
v1beta1.MutatingAdmissionPolicyBindingSpec matchResources:v1beta1.MatchResources paramRef:v1beta1.ParamRef policyName:s
v1beta1.MutatingAdmissionPolicySpec failurePolicy:s matchConditions:[v1beta1.MatchCondition matchConstraints:v1beta1.MatchResources mutations:[v1beta1.Mutation paramKind:v1beta1.ParamKind reinvocationPolicy:s variables:[v1beta1.Variable
v1beta1.Mutation applyConfiguration:v1beta1.ApplyConfiguration jsonPatch:v1beta1.JSONPatch patchType:s
v1beta1.NamedRuleWithOperations apiGroups:[s apiVersions:[s operations:[s resourceNames:[s resources:[s scope:s
v1beta1.OpaqueDeviceConfiguration driver:s parameters:o
v1beta1.ParamKind apiVersion:s kind:s
v1beta1.ParamRef name:s namespace:s parameterNotFoundAction:s selector:LabelSelector
v1beta1.ParentReference group:s name:s namespace:s resource:s
v1beta1.ResourceClaimSpec devices:v1beta1.DeviceClaim
v1beta1.ResourceClaimTemplateSpec metadata:ObjectMeta spec:v1beta1.ResourceClaimSpec
v1beta1.ResourcePool generation:n name:s resourceSliceCount:n
v1beta1.ResourceSliceSpec allNodes:b devices:[v1beta1.Device driver:s nodeName:s nodeSelector:NodeSelector perDeviceNodeSelection:b pool:v1beta1.ResourcePool sharedCounters:[v1beta1.CounterSet
v1beta1.ServiceCIDRSpec cidrs:[s
v1beta1.Variable expression:s name:s
v1beta2.CELDeviceSelector expression:s
v1beta2.CapacityRequestPolicy validRange:v1beta2.CapacityRequestPolicyRange validValues:[
v1beta2.CapacityRequestPolicyRange
v1beta2.CapacityRequirements requests:{
v1beta2.Counter
v1beta2.CounterSet counters:{v1beta2.Counter name:s
v1beta2.Device allNodes:b allowMultipleAllocations:b attributes:{v1beta2.DeviceAttribute bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{v1beta2.DeviceCapacity consumesCounters:[v1beta2.DeviceCounterConsumption name:s nodeName:s nodeSelector:NodeSelector taints:[v1beta2.DeviceTaint
v1beta2.DeviceAttribute bool:b int:n string:s version:s
v1beta2.DeviceCapacity requestPolicy:v1beta2.CapacityRequestPolicy
v1beta2.DeviceClaim config:[v1beta2.DeviceClaimConfiguration constraints:[v1beta2.DeviceConstraint requests:[v1beta2.DeviceRequest
v1beta2.DeviceClaimConfiguration opaque:v1beta2.OpaqueDeviceConfiguration requests:[s
v1beta2.DeviceClassConfiguration opaque:v1beta2.OpaqueDeviceConfiguration
v1beta2.DeviceClassSpec config:[v1beta2.DeviceClassConfiguration extendedResourceName:s selectors:[v1beta2.DeviceSelector
v1beta2.DeviceConstraint distinctAttribute:s matchAttribute:s requests:[s
v1beta2.DeviceCounterConsumption counterSet:s counters:{v1beta2.Counter
v1beta2.DeviceRequest exactly:v1beta2.ExactDeviceRequest firstAvailable:[v1beta2.DeviceSubRequest name:s
v1beta2.DeviceSelector cel:v1beta2.CELDeviceSelector
v1beta2.DeviceSubRequest allocationMode:s capacity:v1beta2.CapacityRequirements count:n deviceClassName:s name:s selectors:[v1beta2.DeviceSelector tolerations:[v1beta2.DeviceToleration
v1beta2.DeviceTaint effect:s key:s timeAdded:s value:s
v1beta2.DeviceToleration effect:s key:s operator:s tolerationSeconds:n value:s
v1beta2.ExactDeviceRequest adminAccess:b allocationMode:s capacity:v1beta2.CapacityRequirements count:n deviceClassName:s selectors:[v1beta2.DeviceSelector tolerations:[v1beta2.DeviceToleration
v1beta2.OpaqueDeviceConfiguration driver:s parameters:o
v1beta2.ResourceClaimSpec devices:v1beta2.DeviceClaim
v1beta2.ResourceClaimTemplateSpec metadata:ObjectMeta spec:v1beta2.ResourceClaimSpec
v1beta2.ResourcePool generation:n name:s resourceSliceCount:n
v1beta2.ResourceSliceSpec allNodes:b devices:[v1beta2.Device driver:s nodeName:s nodeSelector:NodeSelector perDeviceNodeSelection:b pool:v1beta2.ResourcePool sharedCounters:[v1beta2.CounterSet
v2.CrossVersionObjectReference apiVersion:s kind:s name:s
v2.HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior maxReplicas:n metrics:[MetricSpec minReplicas:n scaleTargetRef:v2.CrossVersionObjectReference
`;
